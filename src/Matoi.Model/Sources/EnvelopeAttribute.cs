namespace Matoi.Model.Sources;

/// <summary>Marks a class as an envelope format that records travel in.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class EnvelopeAttribute(string id) : Attribute
{
    /// <summary>Stable id, used as <see cref="Delivery.Kind"/>: <c>aws.sns</c>.</summary>
    public string Id { get; } = id;
}
