using System.Globalization;
using Matoi.Model;
using Matoi.Model.Incidents;
using Matoi.Prioritise.Plans;
using YamlDotNet.RepresentationModel;

namespace Matoi.Prioritise.Clocks;

/// <summary>Reads <c>plan/service-levels.yaml</c>.</summary>
public static class ServiceLevelFile
{
    private static readonly string[] DayNames = ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"];

    /// <summary>The service levels, or everything that is wrong.</summary>
    public static (ServiceLevels? Levels, IReadOnlyList<Problem> Problems) Read(string file, string text)
    {
        var nodes = new PlanNodes(file);
        var root = nodes.Root(text, "business-hours", "targets");
        var hours = Hours(nodes, nodes.Map(PlanNodes.Child(root, "business-hours"), "business-hours", "time-zone", "days", "hours", "holidays"));
        var (targets, map) = (new Dictionary<PriorityLevel, ServiceTargets>(), nodes.Map(PlanNodes.Child(root, "targets"), "targets", "P1", "P2", "P3", "P4", "P5"));
        foreach (var level in Enum.GetValues<PriorityLevel>())
        {
            if (nodes.Map(PlanNodes.Child(map, $"{level}"), $"{level}", "acknowledge", "contain", "resolve", "clock") is { } target)
            {
                targets[level] = Targets(nodes, target, level);
            }
        }

        return nodes.Problems.Count == 0 ? (new() { Targets = targets, Hours = hours }, []) : (null, nodes.Problems);
    }

    private static ServiceTargets Targets(PlanNodes nodes, YamlMappingNode map, PriorityLevel level)
    {
        var clock = nodes.Text(map, "clock") ?? "always";
        if (clock is not ("always" or "business"))
        {
            nodes.Report("plan-value", PlanNodes.Child(map, "clock")!.Start, $"clock '{clock}' is not one of always, business");
        }

        var targets = new ServiceTargets(nodes.Duration(map, "acknowledge"), nodes.Duration(map, "contain"), nodes.Duration(map, "resolve"), clock == "business");
        TimeSpan[] inOrder = [.. new[] { targets.Acknowledge, targets.Contain, targets.Resolve }.OfType<TimeSpan>()];
        if (!inOrder.SequenceEqual(inOrder.Order()))
        {
            nodes.Report("plan-value", map.Start, $"{level} must be acknowledged before it is contained, and contained before it is resolved");
        }

        return targets;
    }

    private static BusinessHours Hours(PlanNodes nodes, YamlMappingNode? map)
    {
        var (plain, days) = (new BusinessHours(), new HashSet<DayOfWeek>());
        foreach (var (day, place) in nodes.Texts(PlanNodes.Child(map, "days"), "days"))
        {
            if (Array.FindIndex(DayNames, name => name.Equals(day, StringComparison.OrdinalIgnoreCase)) is var known && known >= 0)
            {
                days.Add((DayOfWeek)known);
            }
            else
            {
                nodes.Report("plan-value", place, $"day '{day}' is not one of {string.Join(", ", DayNames)}");
            }
        }

        var holidays = new HashSet<DateOnly>();
        foreach (var (date, place) in nodes.Texts(PlanNodes.Child(map, "holidays"), "holidays"))
        {
            if (DateOnly.TryParseExact(date, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var holiday))
            {
                holidays.Add(holiday);
            }
            else
            {
                nodes.Report("plan-value", place, $"holiday '{date}' is no date; write it as 2027-01-01");
            }
        }

        var (opens, closes) = Span(nodes, map, plain);
        return new() { Zone = Zone(nodes, map), Days = days.Count > 0 ? days : plain.Days, Opens = opens, Closes = closes, Holidays = holidays };
    }

    private static (TimeSpan Opens, TimeSpan Closes) Span(PlanNodes nodes, YamlMappingNode? map, BusinessHours plain)
    {
        if (nodes.Text(map, "hours") is not { } text)
        {
            return (plain.Opens, plain.Closes);
        }

        var parts = text.Split('-', StringSplitOptions.TrimEntries);
        if (parts.Length == 2 && Time(parts[0]) is { } opens && Time(parts[1]) is { } closes && opens < closes)
        {
            return (opens, closes);
        }

        nodes.Report("plan-value", PlanNodes.Child(map, "hours")!.Start, $"hours '{text}' are none within one day; write them as 09:00-18:00 (00:00-24:00 is a whole day)");
        return (plain.Opens, plain.Closes);
    }

    private static TimeSpan? Time(string text)
        => text == "24:00" ? TimeSpan.FromDays(1) : TimeOnly.TryParseExact(text, ["HH:mm", "H:mm"], CultureInfo.InvariantCulture, DateTimeStyles.None, out var time) ? time.ToTimeSpan() : null;

    private static TimeZoneInfo Zone(PlanNodes nodes, YamlMappingNode? map)
    {
        if (nodes.Text(map, "time-zone") is not { } id)
        {
            return TimeZoneInfo.Utc;
        }

        if (TimeZoneInfo.TryFindSystemTimeZoneById(id, out var zone))
        {
            return zone;
        }

        nodes.Report("plan-value", PlanNodes.Child(map, "time-zone")!.Start, $"time zone '{id}' is none that this machine knows; write an IANA name such as Asia/Tokyo");
        return TimeZoneInfo.Utc;
    }
}
