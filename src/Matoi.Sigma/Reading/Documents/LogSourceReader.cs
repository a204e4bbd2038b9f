namespace Matoi.Sigma.Reading.Documents;

/// <summary>The attribute <c>logsource</c>.</summary>
internal static class LogSourceReader
{
    /// <summary>The log source; one that says nothing, reported, when it is missing or empty.</summary>
    public static LogSource Read(Attributes document, Complaints complaints)
    {
        if (document.RequiredMap("logsource") is not { } map)
        {
            return new(null, null, null);
        }

        var parts = new Attributes(map, "'logsource'", complaints);
        var source = new LogSource(Part(parts, "category"), Part(parts, "product"), Part(parts, "service"));
        if (source == new LogSource(null, null, null))
        {
            complaints.Error(SigmaCode.Missing, map, "'logsource' needs at least one of category, product and service");
        }

        return source;
    }

    private static string? Part(Attributes parts, string name) => parts.Text(name) is { Length: > 0 } text ? text : null;
}
