namespace Matoi.Server.Commands;

/// <summary>What a command's exit code says.</summary>
internal static class ExitCode
{
    /// <summary>Done.</summary>
    public const int Ok = 0;

    /// <summary>The command failed; stderr says why.</summary>
    public const int Failed = 1;

    /// <summary>The command line is wrong, or names something that is not there.</summary>
    public const int Usage = 2;

    /// <summary>Done, and some records were rejected.</summary>
    public const int Rejected = 3;
}
