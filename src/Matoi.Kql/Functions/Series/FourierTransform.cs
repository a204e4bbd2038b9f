using System.Text.Json.Nodes;

namespace Matoi.Kql.Functions.Series;

/// <summary>The discrete Fourier transform of series of any length.</summary>
internal static class FourierTransform
{
    /// <summary>The columns of <c>series_fft</c>: real and imaginary parts.</summary>
    [KqlFunction("_series_fft")]
    public static JsonNode? Columns(JsonNode real, JsonNode? imaginary = null) => Columns(real, imaginary, Forward);

    /// <summary>The columns of <c>series_ifft</c>.</summary>
    [KqlFunction("_series_ifft")]
    public static JsonNode? InverseColumns(JsonNode real, JsonNode? imaginary = null) => Columns(real, imaginary, Inverse);

    /// <summary>Transforms in place.</summary>
    public static void Forward(double[] real, double[] imaginary)
    {
        if ((real.Length & (real.Length - 1)) == 0)
        {
            PowerOfTwo(real, imaginary);
        }
        else
        {
            AnyLength(real, imaginary);
        }
    }

    /// <summary>Transforms back in place.</summary>
    public static void Inverse(double[] real, double[] imaginary)
    {
        // The inverse is the transform with real and imaginary parts exchanged.
        Forward(imaginary, real);
        for (var i = 0; i < real.Length; i++)
        {
            real[i] /= real.Length;
            imaginary[i] /= real.Length;
        }
    }

    private static JsonArray? Columns(JsonNode real, JsonNode? imaginary, Action<double[], double[]> transform)
    {
        if (SeriesNumbers.AllOf(real) is not { } x || (imaginary is null ? new double[x.Length] : SeriesNumbers.AllOf(imaginary)) is not { } y || x.Length != y.Length)
        {
            return null;
        }

        transform(x, y);
        return new(SeriesNumbers.Array(x), SeriesNumbers.Array(y));
    }

    private static void PowerOfTwo(double[] real, double[] imaginary)
    {
        var n = real.Length;
        for (int i = 1, j = 0; i < n; i++)
        {
            var bit = n >> 1;
            for (; (j & bit) != 0; bit >>= 1)
            {
                j ^= bit;
            }

            j ^= bit;
            if (i < j)
            {
                (real[i], real[j]) = (real[j], real[i]);
                (imaginary[i], imaginary[j]) = (imaginary[j], imaginary[i]);
            }
        }

        for (var size = 2; size <= n; size *= 2)
        {
            for (var k = 0; k < size / 2; k++)
            {
                var (sin, cos) = Math.SinCos(-2 * Math.PI * k / size);
                for (var at = k; at < n; at += size)
                {
                    var other = at + (size / 2);
                    var (x, y) = ((real[other] * cos) - (imaginary[other] * sin), (real[other] * sin) + (imaginary[other] * cos));
                    (real[other], imaginary[other]) = (real[at] - x, imaginary[at] - y);
                    (real[at], imaginary[at]) = (real[at] + x, imaginary[at] + y);
                }
            }
        }
    }

    /// <summary>Bluestein's way: a convolution, which transforms of the next power of two compute.</summary>
    private static void AnyLength(double[] real, double[] imaginary)
    {
        var n = real.Length;
        var size = 1;
        while (size < (2 * n) + 1)
        {
            size *= 2;
        }

        var (cos, sin) = (new double[n], new double[n]);
        for (var i = 0; i < n; i++)
        {
            (sin[i], cos[i]) = Math.SinCos(Math.PI * (int)((long)i * i % (2 * n)) / n);
        }

        var (ar, ai, br, bi) = (new double[size], new double[size], new double[size], new double[size]);
        for (var i = 0; i < n; i++)
        {
            ar[i] = (real[i] * cos[i]) + (imaginary[i] * sin[i]);
            ai[i] = (imaginary[i] * cos[i]) - (real[i] * sin[i]);
            br[i] = cos[i];
            bi[i] = sin[i];
            if (i > 0)
            {
                br[size - i] = cos[i];
                bi[size - i] = sin[i];
            }
        }

        PowerOfTwo(ar, ai);
        PowerOfTwo(br, bi);
        for (var i = 0; i < size; i++)
        {
            (ar[i], ai[i]) = ((ar[i] * br[i]) - (ai[i] * bi[i]), (ai[i] * br[i]) + (ar[i] * bi[i]));
        }

        PowerOfTwo(ai, ar);
        for (var i = 0; i < n; i++)
        {
            var (x, y) = (ar[i] / size, ai[i] / size);
            (real[i], imaginary[i]) = ((x * cos[i]) + (y * sin[i]), (y * cos[i]) - (x * sin[i]));
        }
    }
}
