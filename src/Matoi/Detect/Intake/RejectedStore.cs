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
            var known = await db.Rejected.Where(r => ids.Contains(r.Id)).ToDictionaryAsync(r => r.Id, ct);
            db.Rejected.AddRange(chunk.Where(r => !known.ContainsKey(r.Id)));
            foreach (var again in chunk.Where(r => known.TryGetValue(r.Id, out var before) && before.File != r.File))
            {
                Forget(again);
            }
        }
    }

    /// <summary>Deletes the file of a record that is no longer kept.</summary>
    public void Forget(RejectedRecord record)
    {
        if (record.File is { } file)
        {
            File.Delete(Path.Combine(folder.Rejected, file));
        }
    }

    /// <summary>A file that takes a record too large for memory as it is read; its name goes into the refusal.</summary>
    public Stream OpenSpill() => new FileStream(Path.Combine(folder.Rejected, $"{Guid.CreateVersion7():N}.bin"), FileMode.CreateNew);

    /// <summary>The bytes of a rejected record.</summary>
    public Stream Open(RejectedRecord record) => record.File is { } file ? File.OpenRead(Path.Combine(folder.Rejected, file)) : new MemoryStream(record.Bytes ?? []);

    private RejectedRecord Record(string input, Refusal refusal)
    {
        var id = UpsertAlert.RecordGuid(MapOutput.RecordId([.. Encoding.UTF8.GetBytes($"{input}\n{refusal.Offset}\n{refusal.Problem.Code}\n"), .. refusal.Bytes]));
        var file = refusal.File is { } spilled ? Path.GetFileName(spilled) : refusal.Bytes.Length > InlineBytes ? $"{id:N}.bin" : null;
        if (file is not null && refusal.File is null)
        {
            File.WriteAllBytes(Path.Combine(folder.Rejected, file), refusal.Bytes);
        }

        return new()
        {
            Id = id,
            Source = refusal.Source,
            Input = input,
            Offset = refusal.Offset,
            Code = refusal.Problem.Code,
            Message = refusal.Problem.Message,
            Length = file is null ? refusal.Bytes.Length : new FileInfo(Path.Combine(folder.Rejected, file)).Length,
            Bytes = file is null ? refusal.Bytes : null,
            File = file,
            ReceivedTime = clock.GetUtcNow(),
        };
    }
}
