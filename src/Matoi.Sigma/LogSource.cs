namespace Matoi.Sigma;

/// <summary>Which logs a rule is about; a part that is null says nothing. Parts compare without case.</summary>
public sealed record LogSource(string? Category, string? Product, string? Service)
{
    /// <summary>Whether everything this one says is said by the other too.</summary>
    public bool Covers(LogSource other) => Covers(Category, other.Category) && Covers(Product, other.Product) && Covers(Service, other.Service);

    /// <summary><c>aws/cloudtrail</c>, <c>windows/process_creation</c>.</summary>
    public override string ToString() => string.Join('/', new[] { Product, Category, Service }.Where(part => part is not null)) is { Length: > 0 } text ? text : "any";

    private static bool Covers(string? mine, string? other) => mine is null || mine.Equals(other, StringComparison.OrdinalIgnoreCase);
}
