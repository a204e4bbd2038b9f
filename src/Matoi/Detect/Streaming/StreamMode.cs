namespace Matoi.Detect.Streaming;

/// <summary>Where a Sigma rule is in its life.</summary>
public enum StreamMode
{
    /// <summary>It does not run.</summary>
    Draft,

    /// <summary>It runs and its hits are counted; nobody is told.</summary>
    Shadow,

    /// <summary>Its hits become alerts.</summary>
    Live,

    /// <summary>As <see cref="Shadow"/>, until a time; then it is live again.</summary>
    Muted,
}
