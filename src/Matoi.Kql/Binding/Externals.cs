using Matoi.Kql.Relations;
using Matoi.Kql.Syntax;

namespace Matoi.Kql.Binding;

/// <summary>Binds <c>externaldata</c>: the catalog gives the text of a file when it is allowed; nothing is fetched here.</summary>
internal static class Externals
{
    private static readonly string[] Formats = ["csv", "tsv", "tsve", "psv", "scsv", "sohsv", "txt", "raw", "json", "multijson"];

    /// <summary>Rows of the named files.</summary>
    public static Rel Bind(Binder binder, ExternalDataExpr external, Scope scope)
    {
        var columns = new Columns();
        var made = external.Columns.Select(c => columns.Add(c.Name, c.Type)).ToList();
        var none = new ValuesRel([.. made], []);
        var rows = new List<object?[]>();
        foreach (var address in external.Uris)
        {
            if (binder.BindConstant(address, scope, KqlType.String, "the address of externaldata") is not { Value: string uri } || Format(binder, external, uri, scope) is not { } format)
            {
                return none;
            }

            if (binder.Data is not null && Text(binder, uri, address.Span) is { } text)
            {
                rows.AddRange(ExternalText.Read(text, format, Flag(external, "ignoreFirstRecord"), made));
            }
        }

        return binder.Data is null || rows.Count == 0 ? none : binder.Data.Store([.. made.Select(c => (c.Name, c.Type))], rows);
    }

    private static string? Text(Binder binder, string uri, TextSpan span)
    {
        // What stands behind ';' is a secret of the storage.
        var plain = uri.Split(';')[0];
        if (binder.Catalog.ReadExternal(plain) is { } text)
        {
            return text;
        }

        var host = Uri.TryCreate(plain, UriKind.Absolute, out var parsed) && parsed.Host.Length > 0 ? parsed : null;
        var what = host is null ? $"externaldata: there is no file '{plain}'" : $"externaldata: there is no copy of the file of {host.Host}, and nothing is fetched";
        if (binder.Options.EmptyExternals)
        {
            binder.Diagnostics.Warn($"{what}; taken as empty");
        }
        else
        {
            binder.Error("KQL405", $"{what}; put it under external/{(host is null ? plain : host.Host + host.AbsolutePath)} in the data folder", span);
        }

        return null;
    }

    private static string? Format(Binder binder, ExternalDataExpr external, string uri, Scope scope)
    {
        var given = external.Parameters.FirstOrDefault(p => p.Name.Equals("format", StringComparison.OrdinalIgnoreCase));
        var format = given?.Value switch
        {
            null => null,
            NameExpr word => word.Name,
            var value => binder.BindConstant(value, scope, KqlType.String, "the format")?.Value as string,
        };
        format = (format ?? Extension(uri)).ToLowerInvariant();
        if (Formats.Contains(format))
        {
            return format;
        }

        if (given is not null)
        {
            binder.Error("KQL316", $"externaldata reads the formats {string.Join(", ", Formats)}, not '{format}'", given.Span);
            return null;
        }

        return "csv";
    }

    private static string Extension(string uri)
    {
        var path = uri.Split(';', '?')[0];
        path = path.EndsWith(".zip", StringComparison.OrdinalIgnoreCase) || path.EndsWith(".gz", StringComparison.OrdinalIgnoreCase) ? Path.ChangeExtension(path, null) : path;
        return Path.GetExtension(path).TrimStart('.');
    }

    private static bool Flag(ExternalDataExpr external, string name)
        => external.Parameters.Any(p => p.Name.Equals(name, StringComparison.OrdinalIgnoreCase) && p.Value is LiteralExpr { Value: true or "true" } or NameExpr { Name: "true" });
}
