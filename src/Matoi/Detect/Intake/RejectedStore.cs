using System.Text;
using Matoi.Detect.Alerts;
using Matoi.Model.Sources;
using Matoi.Storage;
using Matoi.Storage.State;
using Microsoft.EntityFrameworkCore;

namespace Matoi.Detect.Intake;

/// <summary>Keeps what could not be read, whole: small records in the state store, large ones as files. The same refusal is kept once.</summary>
public sealed class RejectedStore(DataFolder folder, TimeProvider clock)
{
    private const int InlineBytes = 256 * 1024;

    /// <summary>Adds the refusals to the transaction.</summary>
    public async Task AddAsync(MatoiDb db, IReadOnlyList<(string Input, Refusal Refusal)> refusals, CancellationToken ct)
    {
        foreach (var chunk in refusals.Select(r => Record(r.Input, r.Refusal)).DistinctBy(r => r.Id).Chunk(500))
        {
            var ids = chunk.Select(r => r.Id).ToList();
            var known = await db.Rejected.Where(r => ids.Contains(r.Id)).Select(r => r.Id).ToListAsync(ct);
            db.Rejected.AddRange(chunk.Where(r => !known.Contains(r.Id)));
        }
    }

    /// <summary>A file that takes a record as it is read; its name goes into the refusal's message.</summary>
    public Stream OpenSpill() => new FileStream(Path.Combine(folder.Rejected, $"{Guid.CreateVersion7():N}.bin"), FileMode.CreateNew);

    /// <summary>The bytes of a rejected record.</summary>
    public byte[] Bytes(RejectedRecord record) => record.Bytes ?? File.ReadAllBytes(Path.Combine(folder.Rejected, record.File!));

    private RejectedRecord Record(string input, Refusal refusal)
    {
        var id = UpsertAlert.RecordGuid(MapOutput.RecordId([.. Encoding.UTF8.GetBytes($"{input}\n{refusal.Offset}\n{refusal.Problem.Code}\n"), .. refusal.Bytes]));
        var inline = refusal.Bytes.Length <= InlineBytes;
        if (!inline)
        {
            File.WriteAllBytes(Path.Combine(folder.Rejected, $"{id:N}.bin"), refusal.Bytes);
        }

        return new()
        {
            Id = id,
            Source = refusal.Source,
            Input = input,
            Offset = refusal.Offset,
            Code = refusal.Problem.Code,
            Message = refusal.Problem.Message,
            Length = refusal.Bytes.Length,
            Bytes = inline ? refusal.Bytes : null,
            File = inline ? null : $"{id:N}.bin",
            ReceivedTime = clock.GetUtcNow(),
        };
    }
}
