namespace Matoi.Model.Sources;

/// <summary>Marks a class as a source and describes it. Ids are unique; a second class with the same id stops the start with both names.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class SourceAttribute(string id, string product) : Attribute
{
    /// <summary>Stable id, <c>cloud.log</c>: <c>aws.cloudtrail</c>.</summary>
    public string Id { get; } = id;

    /// <summary>The product whose records it reads, as people call it.</summary>
    public string Product { get; } = product;

    /// <summary>The cloud the product belongs to.</summary>
    public Cloud Cloud { get; init; }

    /// <summary>One sentence: what arrives and how to send it.</summary>
    public string Summary { get; init; } = "";

    /// <summary>Sources are asked in rising order whether a record is theirs; generic ones come last. Default 0.</summary>
    public int Order { get; init; }
}
