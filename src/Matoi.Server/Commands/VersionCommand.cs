using System.CommandLine;
using System.Reflection;
using System.Runtime.InteropServices;
using System.Text.Json;

namespace Matoi.Server.Commands;

/// <summary><c>matoi version</c>.</summary>
internal static class VersionCommand
{
    /// <summary>The product's version.</summary>
    public static string Current { get; } = typeof(VersionCommand).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion;

    public static Command Create()
    {
        var command = new Command("version", "Show the version.");
        command.SetAction(parsed => new Output(parsed.GetValue(Options.Json)).WriteObject(
            JsonSerializer.SerializeToElement(new { version = Current, runtime = RuntimeInformation.FrameworkDescription, os = RuntimeInformation.OSDescription })));
        return command;
    }
}
