using System.Collections.Frozen;
using System.Globalization;

namespace Matoi.Kql.Functions.Mathematics;

/// <summary>The <c>convert_*</c> functions; null for a unit that Kusto does not know. Names of units are those of the documentation, with their case.</summary>
internal static class Units
{
    private static readonly FrozenDictionary<string, double> Angle = Read(
        """
        Degree 1, Arcminute 0.016666666666666666, Arcsecond 2.7777777777777778E-4, Gradian 0.9, NatoMil 0.05625, Revolution 360, Millidegree 1E-3, Microdegree 1E-6, Nanodegree 1E-9,
        Radian 57.295779513082323, Deciradian 5.7295779513082323, Centiradian 0.57295779513082323, Milliradian 0.057295779513082323, Microradian 5.7295779513082323E-5, Nanoradian 5.7295779513082323E-8
        """);

    private static readonly FrozenDictionary<string, double> Energy = Read(
        """
        Joule 1, Millijoule 1E-3, Kilojoule 1E3, Megajoule 1E6, Gigajoule 1E9, Erg 1E-7, FootPound 1.355817948, HorsepowerHour 2684519.5376962,
        BritishThermalUnit 1055.05585262, KilobritishThermalUnit 1055055.85262, MegabritishThermalUnit 1.05505585262E9, GigabritishThermalUnit 1.05505585262E12,
        Calorie 4.184, Kilocalorie 4184, Megacalorie 4.184E6, ThermEc 1.05505585262E8, ThermImperial 1.05505585257348E8, ThermUs 1.054804E8,
        DecathermEc 1.05505585262E9, DecathermImperial 1.05505585257348E9, DecathermUs 1.054804E9,
        ElectronVolt 1.602176565E-19, KiloelectronVolt 1.602176565E-16, MegaelectronVolt 1.602176565E-13, GigaelectronVolt 1.602176565E-10, TeraelectronVolt 1.602176565E-7,
        WattHour 3600, KilowattHour 3.6E6, MegawattHour 3.6E9, GigawattHour 3.6E12, TerawattHour 3.6E15, WattDay 86400, KilowattDay 8.64E7, MegawattDay 8.64E10, GigawattDay 8.64E13, TerawattDay 8.64E16
        """);

    private static readonly FrozenDictionary<string, double> Force = Read(
        """
        Newton 1, Micronewton 1E-6, Millinewton 1E-3, Decanewton 10, Kilonewton 1E3, Meganewton 1E6, Dyn 1E-5, KilogramForce 9.80665, KiloPond 9.80665, TonneForce 9806.65,
        OunceForce 0.27801385095378125, PoundForce 4.4482216152605, KilopoundForce 4448.2216152605, ShortTonForce 8896.443230521, Poundal 0.138254954376
        """);

    private static readonly FrozenDictionary<string, double> Length = Read(
        """
        Meter 1, Nanometer 1E-9, Micrometer 1E-6, Millimeter 1E-3, Centimeter 1E-2, Decimeter 0.1, Decameter 10, Hectometer 100, Kilometer 1E3, Angstrom 1E-10,
        Microinch 2.54E-8, Mil 2.54E-5, Inch 0.0254, Hand 0.1016, Foot 0.3048, UsSurveyFoot 0.30480060960121922, Yard 0.9144, Fathom 1.8288, Chain 20.1168, Shackle 27.432, Mile 1609.344,
        NauticalMile 1852, DataMile 1828.8, Twip 1.7638888888888889E-5, DtpPoint 3.5277777777777776E-4, DtpPica 0.0042333333333333329, PrinterPoint 3.5145980351459801E-4, PrinterPica 0.0042175176,
        AstronomicalUnit 1.4959787070E11, LightYear 9.46073047258E15, KilolightYear 9.46073047258E18, MegalightYear 9.46073047258E21,
        Parsec 3.08567758128E16, Kiloparsec 3.08567758128E19, Megaparsec 3.08567758128E22, SolarRadius 6.9551E8
        """);

    private static readonly FrozenDictionary<string, double> Mass = Read(
        """
        Gram 1, Nanogram 1E-9, Microgram 1E-6, Milligram 1E-3, Centigram 1E-2, Decigram 0.1, Decagram 10, Hectogram 100, Kilogram 1E3, Tonne 1E6, Kilotonne 1E9, Megatonne 1E12,
        Grain 0.06479891, Ounce 28.349523125, Pound 453.59237, Kilopound 453592.37, Megapound 4.5359237E8, Stone 6350.29318, ShortHundredweight 45359.237, LongHundredweight 50802.34544,
        ShortTon 907184.74, LongTon 1016046.9088, Slug 14593.90293720636, EarthMass 5.9722E27, SolarMass 1.98947E33
        """);

    private static readonly FrozenDictionary<string, double> Speed = Read(
        """
        MeterPerSecond 1, MeterPerMinute 0.016666666666666666, MeterPerHour 2.7777777777777778E-4, Knot 0.51444444444444448, MilePerHour 0.44704,
        KilometerPerSecond 1E3, KilometerPerMinute 16.666666666666668, KilometerPerHour 0.27777777777777779, DecimeterPerSecond 0.1, DecimeterPerMinute 0.0016666666666666668,
        CentimeterPerSecond 1E-2, CentimeterPerMinute 1.6666666666666666E-4, CentimeterPerHour 2.7777777777777779E-6, MillimeterPerSecond 1E-3, MillimeterPerMinute 1.6666666666666667E-5, MillimeterPerHour 2.7777777777777776E-7,
        MicrometerPerSecond 1E-6, MicrometerPerMinute 1.6666666666666667E-8, NanometerPerSecond 1E-9, NanometerPerMinute 1.6666666666666667E-11,
        InchPerSecond 0.0254, InchPerMinute 4.2333333333333334E-4, InchPerHour 7.0555555555555557E-6, FootPerSecond 0.3048, FootPerMinute 0.00508, FootPerHour 8.4666666666666671E-5,
        UsSurveyFootPerSecond 0.30480060960121922, UsSurveyFootPerMinute 0.0050800101600203203, UsSurveyFootPerHour 8.4666836000338679E-5, YardPerSecond 0.9144, YardPerMinute 0.01524, YardPerHour 2.54E-4
        """);

    private static readonly FrozenDictionary<string, double> Volume = Read(
        """
        CubicMeter 1, CubicMicrometer 1E-18, CubicMillimeter 1E-9, CubicCentimeter 1E-6, CubicDecimeter 1E-3, CubicHectometer 1E6, CubicKilometer 1E9, HectocubicMeter 100, KilocubicMeter 1E3,
        Liter 1E-3, Microliter 1E-9, Milliliter 1E-6, Centiliter 1E-5, Deciliter 1E-4, Decaliter 1E-2, Hectoliter 0.1, Kiloliter 1, Megaliter 1E3,
        CubicInch 1.6387064E-5, CubicFoot 0.028316846592, HectocubicFoot 2.8316846592, KilocubicFoot 28.316846592, MegacubicFoot 28316.846592, CubicYard 0.764554857984, CubicMile 4.168181825440579584E9, BoardFoot 0.002359737216, AcreFoot 1233.4806109182769,
        ImperialOunce 2.84130625E-5, ImperialPint 5.6826125E-4, ImperialGallon 0.00454609, KiloimperialGallon 4.54609, MegaimperialGallon 4546.09, ImperialBeerBarrel 0.16365924, OilBarrel 0.158987294928, UsBeerBarrel 0.117347765304,
        UsOunce 2.95735295625E-5, UsPint 4.73176473E-4, UsQuart 9.46352946E-4, UsGallon 0.003785411784, DecausGallon 0.03785411784, DeciusGallon 3.785411784E-4, HectousGallon 0.3785411784, KilousGallon 3.785411784, MegausGallon 3785.411784,
        UsCustomaryCup 2.365882365E-4, UsLegalCup 2.4E-4, MetricCup 2.5E-4, MetricTeaspoon 5E-6, UsTeaspoon 4.92892159375E-6, UsTablespoon 1.478676478125E-5, UkTablespoon 1.5E-5, AuTablespoon 2E-5
        """);

    /// <summary>An angle; a tilt is the sine of one.</summary>
    [KqlFunction("convert_angle")]
    public static double? ConvertAngle(double value, string from, string to)
    {
        var degrees = from == "Tilt" ? Trigonometry.Degrees(Math.Asin(value)) : Convert(Angle, value, from, "Degree");
        return degrees is not { } angle ? null : to == "Tilt" ? Math.Sin(Trigonometry.Radians(angle)) : Convert(Angle, angle, "Degree", to);
    }

    /// <summary>An energy.</summary>
    [KqlFunction("convert_energy")]
    public static double? ConvertEnergy(double value, string from, string to) => Convert(Energy, value, from, to);

    /// <summary>A force.</summary>
    [KqlFunction("convert_force")]
    public static double? ConvertForce(double value, string from, string to) => Convert(Force, value, from, to);

    /// <summary>A length.</summary>
    [KqlFunction("convert_length")]
    public static double? ConvertLength(double value, string from, string to) => Convert(Length, value, from, to);

    /// <summary>A mass.</summary>
    [KqlFunction("convert_mass")]
    public static double? ConvertMass(double value, string from, string to) => Convert(Mass, value, from, to);

    /// <summary>A speed.</summary>
    [KqlFunction("convert_speed")]
    public static double? ConvertSpeed(double value, string from, string to) => Convert(Speed, value, from, to);

    /// <summary>A volume.</summary>
    [KqlFunction("convert_volume")]
    public static double? ConvertVolume(double value, string from, string to) => Convert(Volume, value, from, to);

    /// <summary>A temperature.</summary>
    [KqlFunction("convert_temperature")]
    public static double? ConvertTemperature(double value, string from, string to)
        => Temperature(from) is var (slope, zero) && Temperature(to) is var (toSlope, toZero) ? ((value * slope) + zero - toZero) / toSlope : null;

    private static double? Convert(FrozenDictionary<string, double> units, double value, string from, string to)
        => units.TryGetValue(from, out var a) && units.TryGetValue(to, out var b) ? value * a / b : null;

    /// <summary>Kelvins of one degree, and of zero degrees.</summary>
    private static (double Slope, double Zero)? Temperature(string unit) => unit switch
    {
        "Kelvin" => (1, 0),
        "DegreeCelsius" => (1, 273.15),
        "MillidegreeCelsius" => (1e-3, 273.15),
        "DegreeFahrenheit" => (5.0 / 9, 459.67 * 5 / 9),
        "DegreeRankine" => (5.0 / 9, 0),
        "DegreeDelisle" => (-2.0 / 3, 373.15),
        "DegreeNewton" => (100.0 / 33, 273.15),
        "DegreeReaumur" => (1.25, 273.15),
        "DegreeRoemer" => (40.0 / 21, 273.15 - (7.5 * 40 / 21)),
        "SolarTemperature" => (5778, 0),
        _ => null,
    };

    private static FrozenDictionary<string, double> Read(string table)
        => table.Split(',', StringSplitOptions.TrimEntries).Select(line => line.Split(' ')).ToFrozenDictionary(p => p[0], p => double.Parse(p[1], CultureInfo.InvariantCulture));
}
