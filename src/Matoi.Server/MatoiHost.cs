using System.Net;
using System.Text.Json.Serialization;
using Matoi.Clouds.Aws;
using Matoi.Clouds.Azure;
using Matoi.Clouds.Generic;
using Matoi.Clouds.Google;
using Matoi.Detect;
using Matoi.Detect.Intake;
using Matoi.Detect.Rules;
using Matoi.Detect.Streaming;
using Matoi.Investigate;
using Matoi.Model.Assets;
using Matoi.Model.Sources;
using Matoi.Prioritise;
using Matoi.Prioritise.Plans;
using Matoi.Security;
using Matoi.Server.Api;
using Matoi.Server.Api.Push;
using Matoi.Server.Portal;
using Matoi.Storage;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Logging.Console;

namespace Matoi.Server;

/// <summary>Puts the rooms together: one program that holds one data folder and answers on a local socket and, when serving, on the network.</summary>
internal static class MatoiHost
{
    /// <summary>Builds and prepares the program; the caller runs it.</summary>
    /// <param name="folder">The data folder, already held by <see cref="FolderLock"/>.</param>
    /// <param name="urls">Network addresses to serve on; none serves the local socket only.</param>
    /// <param name="ct">Stops the preparation.</param>
    public static async Task<WebApplication> BuildAsync(DataFolder folder, IReadOnlyList<string> urls, CancellationToken ct)
    {
        var builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions { ContentRootPath = AppContext.BaseDirectory, ApplicationName = "Matoi.Server" });
        builder.Configuration.AddJsonFile(Path.Combine(folder.Path, "matoi.json"), optional: true, reloadOnChange: true);
        builder.Logging.SetMinimumLevel(LogLevel.Warning).AddFilter("Matoi", LogLevel.Information);
        builder.Logging.AddFilter("Microsoft.AspNetCore.DataProtection", LogLevel.Error)
            .AddFilter("Matoi.Security", LogLevel.Warning)
            .AddFilter("Microsoft.EntityFrameworkCore", LogLevel.Critical);
        builder.Services.Configure<ConsoleLoggerOptions>(console => console.LogToStandardErrorThreshold = LogLevel.Trace);
        builder.Logging.AddSimpleConsole(console => (console.SingleLine, console.TimestampFormat, console.UseUtcTimestamp) = (true, "yyyy-MM-dd HH:mm:ssZ ", true));
        builder.WebHost.UseKestrelHttpsConfiguration();
        builder.WebHost.ConfigureKestrel(kestrel => Listen(kestrel, folder, urls));
        builder.Services.ConfigureHttpJsonOptions(json => json.SerializerOptions.Converters.Add(new JsonStringEnumConverter()));
        builder.Services.AddProblemDetails();
        builder.Services.AddStorage(folder).AddDetect(LoadCatalogue(folder)).AddInvestigate().AddPrioritise(Inventories).AddSecurity(folder).AddPush();
        if (urls.Count > 0)
        {
            builder.Services.AddTimers(folder).AddRuleTimer().AddStreamTimer().AddPlanKeeper().AddPortal().AddOpenApi(options => options.CreateSchemaReferenceId = ApiSetup.SchemaName);
        }

        var app = builder.Build();
        await StorageRoom.PrepareAsync(app.Services, ct);
        foreach (var problem in app.Services.GetRequiredService<PlanStore>().Current.Problems)
        {
            Console.Error.WriteLine($"{problem.Code}: {problem.Message}");
        }

        await app.Services.GetRequiredService<ApplyPlan>().IfChangedAsync(ct);
        foreach (var problem in await ShippedRules.StoreAsync(app.Services.GetRequiredService<AddRules>(), ct))
        {
            Console.Error.WriteLine($"{problem.Code}: {problem.Message}");
        }

        return app;
    }

    /// <summary>The inventories whose answers are read as assets.</summary>
    public static IReadOnlyList<Inventory> Inventories { get; } = [new ResourceGraph(), new TaggedResources(), new CloudAssets()];

    /// <summary>The sources in code and those described by mapping files, shipped and local.</summary>
    public static SourceCatalogue LoadCatalogue(DataFolder folder)
        => SourceCatalogue.Load([typeof(MappingFiles).Assembly], Mapped(folder));

    private static IEnumerable<Source> Mapped(DataFolder folder)
    {
        var shipped = MappingFiles.Load(Path.Combine(AppContext.BaseDirectory, "content", "mappings"));
        var local = MappingFiles.Load(folder.Mappings);
        foreach (var problem in shipped.Problems.Concat(local.Problems))
        {
            Console.Error.WriteLine($"{problem.Code} {problem.Target}: {problem.Message}");
        }

        return [.. shipped.Sources, .. local.Sources];
    }

    private static void Listen(KestrelServerOptions kestrel, DataFolder folder, IReadOnlyList<string> urls)
    {
        kestrel.Limits.MaxRequestBodySize = 512L * 1024 * 1024;
        kestrel.ListenUnixSocket(LocalSocket.PathFor(folder));
        foreach (var url in urls.Select(u => new Uri(u)))
        {
            kestrel.Listen(IPAddress.TryParse(url.Host, out var address) ? address : url.Host == "localhost" ? IPAddress.Loopback : IPAddress.Any, url.Port, listen =>
            {
                if (url.Scheme == Uri.UriSchemeHttps)
                {
                    listen.UseHttps();
                }
            });
        }
    }
}
