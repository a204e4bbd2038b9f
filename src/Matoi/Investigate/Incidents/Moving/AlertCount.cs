namespace Matoi.Investigate.Incidents.Moving;

/// <summary>Says how many alerts.</summary>
internal static class AlertCount
{
    public static string Say(int alerts) => alerts == 1 ? "1 alert" : $"{alerts:N0} alerts";
}
