namespace Matoi.Kql.Binding;

/// <summary>Errors and warnings of one query while it is bound.</summary>
internal sealed class Diagnostics
{
    /// <summary>Errors in the order found.</summary>
    public List<KqlError> Errors { get; } = [];

    /// <summary>What a reader of the result should know.</summary>
    public List<string> Warnings { get; } = [];

    /// <summary>Records an error; the same one at the same place is told once.</summary>
    public void Add(string code, string message, TextSpan span, string? suggestion = null)
    {
        var error = new KqlError(code, message, span, suggestion);
        if (!Errors.Contains(error))
        {
            Errors.Add(error);
        }
    }

    /// <summary>Records a warning once.</summary>
    public void Warn(string text)
    {
        if (!Warnings.Contains(text))
        {
            Warnings.Add(text);
        }
    }
}
