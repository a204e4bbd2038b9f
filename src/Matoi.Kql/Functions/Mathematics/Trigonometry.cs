namespace Matoi.Kql.Functions.Mathematics;

/// <summary>Angles in radians.</summary>
internal static class Trigonometry
{
    /// <summary>π.</summary>
    [KqlFunction("pi")]
    public static double Pi() => Math.PI;

    /// <summary>Sine.</summary>
    [KqlFunction("sin")]
    public static double Sin(double number) => Math.Sin(number);

    /// <summary>Cosine.</summary>
    [KqlFunction("cos")]
    public static double Cos(double number) => Math.Cos(number);

    /// <summary>Tangent.</summary>
    [KqlFunction("tan")]
    public static double Tan(double number) => Math.Tan(number);

    /// <summary>Cotangent.</summary>
    [KqlFunction("cot")]
    public static double Cot(double number) => 1 / Math.Tan(number);

    /// <summary>The angle of a sine.</summary>
    [KqlFunction("asin")]
    public static double Asin(double number) => Math.Asin(number);

    /// <summary>The angle of a cosine.</summary>
    [KqlFunction("acos")]
    public static double Acos(double number) => Math.Acos(number);

    /// <summary>The angle of a tangent.</summary>
    [KqlFunction("atan")]
    public static double Atan(double number) => Math.Atan(number);

    /// <summary>The angle of a point.</summary>
    [KqlFunction("atan2")]
    public static double Atan2(double y, double x) => Math.Atan2(y, x);

    /// <summary>Radians as degrees.</summary>
    [KqlFunction("degrees")]
    public static double Degrees(double radians) => radians * (180 / Math.PI);

    /// <summary>Degrees as radians.</summary>
    [KqlFunction("radians")]
    public static double Radians(double degrees) => degrees * (Math.PI / 180);
}
