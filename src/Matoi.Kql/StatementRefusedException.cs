namespace Matoi.Kql;

/// <summary>A query that is bound and cannot become a statement as a whole: too long, too deep, or a value used where its row is not. The message tells its author what to do.</summary>
internal sealed class StatementRefusedException(string message) : Exception(message);
