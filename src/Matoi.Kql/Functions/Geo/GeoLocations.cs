using System.Globalization;
using System.Net;
using System.Text.Json.Nodes;
using Matoi.Kql.Binding;
using Matoi.Kql.Relations;
using MaxMind.Db;

namespace Matoi.Kql.Functions.Geo;

/// <summary>Places of IP addresses, from a file in MaxMind's format that the user supplies.</summary>
internal static class GeoLocations
{
    /// <summary><c>geo_info_from_ip_address(ip)</c>; without a file null, with a warning, so that rules that use it still run.</summary>
    [SpecialForm("geo_info_from_ip_address")]
    public static Scalar Info(FormCall call)
    {
        if (call.Count != 1)
        {
            return call.Wrong("an IP address");
        }

        var address = call.Argument(0);
        if (call.Context.Binder.Catalog.GeoFile is not { } path || !File.Exists(path))
        {
            call.Context.Binder.Diagnostics.Warn("geo_info_from_ip_address gives null: no file with places of IP addresses is set up");
            return address is Faulty ? address : Constant.Null(KqlType.Dynamic);
        }

        return call.Make("_geo_info", address, Constant.Text(GeoFile.Key(path)));
    }

    /// <summary>Country, state, city, latitude and longitude of an address; null when the file does not have it.</summary>
    [KqlFunction("_geo_info")]
    public static JsonNode? Info(string address, GeoFile file) => IPAddress.TryParse(address, out var ip) ? file.Find(ip) : null;
}

/// <summary>A file with places of IP addresses, kept open as long as it is known, for many rows of many queries.</summary>
internal sealed class GeoFile : IDisposable
{
    private readonly Reader _reader;

    /// <summary>Opens the file that a key names.</summary>
    /// <exception cref="ArgumentRefusedException">It is not in MaxMind's format.</exception>
    public GeoFile(string key)
    {
        var path = key[(key.IndexOf(' ', StringComparison.Ordinal) + 1)..];
        try
        {
            _reader = new(path);
        }
        catch (Exception e) when (e is InvalidDatabaseException or DeserializationException or IOException or UnauthorizedAccessException)
        {
            throw new ArgumentRefusedException($"the file '{path}' with places of IP addresses cannot be read: {e.Message}");
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _reader.Dispose();

    /// <summary>What stands for a file: another one when the file is replaced.</summary>
    public static string Key(string path) => $"{File.GetLastWriteTimeUtc(path).Ticks.ToString(CultureInfo.InvariantCulture)} {path}";

    /// <summary>The place of an address; null when the file does not have it.</summary>
    public JsonNode? Find(IPAddress address)
    {
        if (_reader.Find<Dictionary<string, object>>(address) is not { } found)
        {
            return null;
        }

        var location = found.GetValueOrDefault("location") as Dictionary<string, object>;
        return new JsonObject
        {
            ["country"] = Name(found.GetValueOrDefault("country")),
            ["state"] = Name((found.GetValueOrDefault("subdivisions") as List<object>)?.FirstOrDefault()),
            ["city"] = Name(found.GetValueOrDefault("city")),
            ["latitude"] = location?.GetValueOrDefault("latitude") is double latitude ? latitude : null,
            ["longitude"] = location?.GetValueOrDefault("longitude") is double longitude ? longitude : null,
        };
    }

    private static string Name(object? place)
        => ((place as Dictionary<string, object>)?.GetValueOrDefault("names") as Dictionary<string, object>)?.GetValueOrDefault("en") as string ?? "";
}
