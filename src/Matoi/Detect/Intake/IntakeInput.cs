using Matoi.Model.Sources;

namespace Matoi.Detect.Intake;

/// <summary>One file, request body or message to read.</summary>
/// <param name="Name">What people know it by: a path or an endpoint.</param>
/// <param name="Content">The bytes; may be gzip or zip. Must be seekable.</param>
/// <param name="Source">The source when the sender named one; null recognises by content.</param>
/// <param name="IsLog">True when the sender says that it is a log: then what nobody recognises is refused, not passed over.</param>
public sealed record IntakeInput(string Name, Stream Content, Source? Source = null, bool IsLog = false);
