namespace Matoi.Storage.Lake;

/// <summary>A list that a person keeps beside the logs: <c>_GetWatchlist('alias')</c> in KQL.</summary>
/// <param name="Alias">Its name; letters, digits, <c>_</c>, <c>-</c> and <c>.</c>; compared without regard to case.</param>
/// <param name="Key">The column whose values are <c>SearchKey</c>.</param>
/// <param name="Columns">Columns of the file, in order.</param>
/// <param name="Rows">Number of rows.</param>
/// <param name="Updated">When its rows last changed.</param>
/// <param name="UpdatedBy">Who changed them.</param>
public sealed record Watchlist(string Alias, string Key, IReadOnlyList<string> Columns, long Rows, DateTimeOffset Updated, string UpdatedBy);
