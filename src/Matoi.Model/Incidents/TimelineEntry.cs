using System.Security.Cryptography;
using System.Text;

namespace Matoi.Model.Incidents;

/// <summary>One line of an incident's history: who, when, what, why. Chained by hash; never edited, never deleted.</summary>
public sealed record TimelineEntry
{
    /// <summary>Row id.</summary>
    public Guid Id { get; init; } = Guid.CreateVersion7();

    /// <summary>The incident.</summary>
    public required Guid IncidentId { get; init; }

    /// <summary>1, 2, 3, … within the incident, without gaps.</summary>
    public required int Sequence { get; init; }

    /// <summary>When it happened.</summary>
    public required DateTimeOffset EventTime { get; init; }

    /// <summary>When it was written here.</summary>
    public required DateTimeOffset RecordTime { get; init; }

    /// <summary>Who: a user name, or <c>matoi</c> for the product itself.</summary>
    public required string Actor { get; init; }

    /// <summary>What kind of thing.</summary>
    public required TimelineKind Kind { get; init; }

    /// <summary>What, as a sentence in English.</summary>
    public required string Text { get; init; }

    /// <summary>Details as JSON: the facts behind the sentence, for display in other languages and for machines.</summary>
    public string Details { get; init; } = "{}";

    /// <summary>The alert it is about, if any.</summary>
    public Guid? AlertId { get; init; }

    /// <summary>Hash of the entry before, 64 zeros for the first.</summary>
    public required string PreviousHash { get; init; }

    /// <summary>SHA-256 over <see cref="PreviousHash"/> and every field above, lower-case hex.</summary>
    public string Hash { get; init; } = "";

    /// <summary>The first entry's <see cref="PreviousHash"/>.</summary>
    public static string Genesis { get; } = new('0', 64);

    /// <summary>What <see cref="Hash"/> must be: SHA-256 of the fields, length-prefixed so that no two entries spell the same bytes.</summary>
    public string ComputeHash()
    {
        string[] fields =
        [
            PreviousHash, Id.ToString("N"), IncidentId.ToString("N"), $"{Sequence}", $"{Lake.RowBatch.Micros(EventTime)}", $"{Lake.RowBatch.Micros(RecordTime)}",
            Actor, $"{Kind}", Text, Details, AlertId?.ToString("N") ?? "",
        ];
        var text = string.Concat(fields.Select(f => $"{Encoding.UTF8.GetByteCount(f)}:{f},"));
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
    }

    /// <summary>First entry of a chain that does not fit its predecessor or its own hash; null when the whole chain is intact.</summary>
    public static TimelineEntry? FirstBroken(IEnumerable<TimelineEntry> chain)
    {
        var (previous, sequence) = (Genesis, 0);
        foreach (var entry in chain.OrderBy(e => e.Sequence))
        {
            if (entry.Sequence != ++sequence || entry.PreviousHash != previous || entry.Hash != entry.ComputeHash())
            {
                return entry;
            }

            previous = entry.Hash;
        }

        return null;
    }
}
