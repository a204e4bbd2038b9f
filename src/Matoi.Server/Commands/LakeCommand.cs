using System.CommandLine;

namespace Matoi.Server.Commands;

/// <summary><c>matoi lake status|seal|verify</c>.</summary>
internal static class LakeCommand
{
    public static Command Create() => new("lake", "Look after the log rows.") { Status(), Seal(), Verify() };

    private static Command Status()
        => new Command("status", "Rows, sealed segments and retention by table.").WithSession(async (session, output, _, ct) =>
        {
            output.Write(await session.GetAsync("lake/status", ct),
                ("table", r => Output.Plain(r.GetProperty("table"))),
                ("hot rows", r => Output.Plain(r.GetProperty("hotRows"))),
                ("sealed rows", r => Output.Plain(r.GetProperty("sealedRows"))),
                ("segments", r => Output.Plain(r.GetProperty("segments"))),
                ("sealed bytes", r => Output.Plain(r.GetProperty("sealedBytes"))),
                ("first event", r => Output.Plain(r.GetProperty("firstEvent"))),
                ("last event", r => Output.Plain(r.GetProperty("lastEvent"))),
                ("kept days", r => Output.Plain(r.GetProperty("retentionDays"))));
            return ExitCode.Ok;
        });

    private static Command Seal()
        => new Command("seal", "Seal every finished day into hashed Parquet now (the server does it every hour).").WithSession(async (session, output, _, ct) =>
        {
            Segments(output, await session.PostAsync("lake/seal", new { }, ct));
            return ExitCode.Ok;
        });

    private static Command Verify()
        => new Command("verify", "Hash every sealed segment again. Exit code 1 when one is gone or changed.").WithSession(async (session, output, _, ct) =>
        {
            var broken = await session.GetAsync("lake/verify", ct);
            Segments(output, broken);
            return broken.GetArrayLength() > 0 ? ExitCode.Failed : ExitCode.Ok;
        });

    private static void Segments(Output output, System.Text.Json.JsonElement segments) => output.Write(segments,
        ("table", r => Output.Plain(r.GetProperty("table"))),
        ("day", r => Output.Plain(r.GetProperty("day"))),
        ("rows", r => Output.Plain(r.GetProperty("rows"))),
        ("file", r => Output.Plain(r.GetProperty("file"))),
        ("sha256", r => Output.Plain(r.GetProperty("sha256"))));
}
