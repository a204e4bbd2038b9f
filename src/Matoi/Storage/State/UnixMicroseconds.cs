using Matoi.Model.Lake;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace Matoi.Storage.State;

/// <summary>Stores an instant as microseconds since 1970-01-01 UTC.</summary>
internal sealed class UnixMicroseconds()
    : ValueConverter<DateTimeOffset, long>(time => RowBatch.Micros(time), micros => DateTimeOffset.UnixEpoch.AddTicks(micros * 10));
