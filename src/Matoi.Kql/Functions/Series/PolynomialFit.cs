using System.Text.Json.Nodes;

namespace Matoi.Kql.Functions.Series;

/// <summary>The polynomial of least squares through points. Solved by orthogonal reflections, which lose no digits to squaring as normal equations do.</summary>
internal static class PolynomialFit
{
    /// <summary>The columns of <c>series_fit_poly</c>; without x the positions 1, 2, 3… are taken. Null when there are fewer points than coefficients.</summary>
    [KqlFunction("_series_fit_poly")]
    public static JsonNode? Columns(JsonNode y, JsonNode? x = null, long degree = 1)
    {
        var (heights, places) = (SeriesNumbers.AllOf(y), x is null ? null : SeriesNumbers.AllOf(x));
        if (heights is null || x is not null && places?.Length != heights.Length || degree < 0 || degree >= heights.Length)
        {
            return null;
        }

        places ??= [.. Enumerable.Range(1, heights.Length).Select(i => (double)i)];
        if (Solve(places, heights, (int)degree) is not { } coefficients)
        {
            return null;
        }

        var fit = places.Select(p => coefficients.Aggregate(0.0, (sum, c) => (sum * p) + c)).ToArray();
        var mean = heights.Average();
        var rest = Math.Max(1, heights.Length - 1);
        var (variance, residual) = (heights.Sum(h => (h - mean) * (h - mean)) / rest, heights.Zip(fit, (h, f) => (h - f) * (h - f)).Sum() / rest);
        return new JsonArray(variance == 0 ? 1 : 1 - (residual / variance), SeriesNumbers.Array(coefficients), variance, residual, SeriesNumbers.Array(fit));
    }

    /// <summary>Coefficients, the highest power first; null when the points do not fix them.</summary>
    private static double[]? Solve(double[] x, double[] y, int degree)
    {
        var (rows, columns) = (x.Length, degree + 1);
        var a = new double[rows][];
        for (var i = 0; i < rows; i++)
        {
            a[i] = new double[columns];
            var power = 1.0;
            for (var j = columns - 1; j >= 0; j--, power *= x[i])
            {
                a[i][j] = power;
            }
        }

        var b = (double[])y.Clone();
        for (var k = 0; k < columns; k++)
        {
            if (!Reflect(a, b, k))
            {
                return null;
            }
        }

        var result = new double[columns];
        for (var k = columns - 1; k >= 0; k--)
        {
            var sum = b[k];
            for (var j = k + 1; j < columns; j++)
            {
                sum -= a[k][j] * result[j];
            }

            result[k] = sum / a[k][k];
        }

        return result;
    }

    /// <summary>Makes column k zero below the diagonal.</summary>
    private static bool Reflect(double[][] a, double[] b, int k)
    {
        var norm = Math.Sqrt(a.Skip(k).Sum(row => row[k] * row[k]));
        if (norm == 0)
        {
            return false;
        }

        var alpha = a[k][k] > 0 ? -norm : norm;
        var v = a.Skip(k).Select((row, i) => i == 0 ? row[k] - alpha : row[k]).ToArray();
        var square = v.Sum(e => e * e);
        if (square == 0)
        {
            return true;
        }

        for (var j = k; j < a[0].Length; j++)
        {
            var scale = 2 * v.Select((e, i) => e * a[k + i][j]).Sum() / square;
            for (var i = 0; i < v.Length; i++)
            {
                a[k + i][j] -= scale * v[i];
            }
        }

        var right = 2 * v.Select((e, i) => e * b[k + i]).Sum() / square;
        for (var i = 0; i < v.Length; i++)
        {
            b[k + i] -= right * v[i];
        }

        return true;
    }
}
