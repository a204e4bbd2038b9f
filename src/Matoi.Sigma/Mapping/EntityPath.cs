namespace Matoi.Sigma.Mapping;

/// <summary>A thing that an event names.</summary>
/// <param name="Type">What it is, by the name of an entity type (<c>Account</c>, <c>IP</c>, <c>CloudResource</c>).</param>
/// <param name="Path">Path of its name in the record.</param>
/// <param name="Scope">Path of what makes the name unique: the AWS account, subscription or project; null when the name is unique.</param>
public sealed record EntityPath(string Type, string Path, string? Scope);
