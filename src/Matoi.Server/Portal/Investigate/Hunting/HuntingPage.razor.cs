using Matoi.Investigate.Hunting;
using Matoi.Kql;
using Matoi.Storage.Lake;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.JSInterop;

namespace Matoi.Server.Portal.Investigate.Hunting;

/// <summary>Asks the lake in KQL. The address holds query and range, so that a link says the same to everyone.</summary>
public sealed partial class HuntingPage(LakeKql lake, RunHunt hunt, TimeProvider clock, IJSRuntime js, AuthenticationStateProvider session) : IDisposable
{
    private const int MostRows = 20_000;

    private static readonly (string Name, string Kql)[] Examples =
    [
        ("tables", "search * | summarize Rows = count(), Last = max(TimeGenerated) by $table | sort by Rows"),
        ("logins", "AWSCloudTrail\n| where EventName == \"ConsoleLogin\"\n| summarize Logins = count(), From = make_set(SourceIpAddress, 10) by UserIdentityArn\n| sort by Logins"),
        ("denied", "AWSCloudTrail\n| where isnotempty(ErrorCode)\n| summarize Denied = count() by bin(TimeGenerated, 1h), ErrorCode\n| render timechart"),
        ("signins", "SigninLogs\n| where ResultType != \"0\"\n| summarize Failed = count(), Accounts = dcount(UserPrincipalName) by IPAddress\n| top 20 by Failed"),
    ];

    private QueryEditor? _editor;
    private TimeRange _range = TimeRange.Default;
    private DateTime _from;
    private DateTime _to;
    private string _text = "";
    private string _ran = "";
    private KqlResult? _result;
    private IReadOnlyList<KqlError> _problems = [];
    private CancellationTokenSource? _running;

    /// <summary>Query of the address.</summary>
    [SupplyParameterFromQuery(Name = "q")]
    public string? Query { get; set; }

    /// <summary>Range of the address.</summary>
    [SupplyParameterFromQuery(Name = "range")]
    public string? Range { get; set; }

    private string Address => $"/hunting?range={Uri.EscapeDataString(_range.ToString())}&q={Uri.EscapeDataString(_text)}";

    /// <inheritdoc/>
    public void Dispose() => Stop();

    /// <inheritdoc/>
    protected override void OnInitialized()
    {
        _range = TimeRange.Parse(Range);
        _text = Query ?? "";
        (_from, _to) = (clock.GetUtcNow().UtcDateTime.AddDays(-1), clock.GetUtcNow().UtcDateTime);
    }

    /// <inheritdoc/>
    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (firstRender && _text.Length > 0)
        {
            await RunTextAsync(_text);
        }
    }

    private KqlOptions Options()
    {
        var now = clock.GetUtcNow().UtcDateTime;
        var (from, to) = _range.At(now);
        return new(now) { From = from, To = to, MaxRows = MostRows };
    }

    private IReadOnlyList<KqlError> Errors(string text)
    {
        try
        {
            if (text.Trim().Length > 0)
            {
                KqlCompiler.Compile(text, lake.Catalog(), Options());
            }

            return [];
        }
        catch (KqlException e)
        {
            return e.Errors;
        }
    }

    private async Task<string> ReadAsync() => _editor is null ? _text : await _editor.ReadAsync();

    private (string? From, string? To) Bounds()
    {
        var (from, to) = _range.At(clock.GetUtcNow().UtcDateTime);
        return (from?.ToString("o"), to?.ToString("o"));
    }

    private async Task RunAsync() => await RunTextAsync(await ReadAsync());

    private async Task RunTextAsync(string text)
    {
        Stop();
        var running = _running = new CancellationTokenSource();
        (_text, _ran, _result, _problems) = (text, text, null, []);
        StateHasChanged();
        await js.InvokeVoidAsync("history.replaceState", null, "", Address);
        try
        {
            var me = (await session.GetAuthenticationStateAsync()).User.Identity?.Name ?? "";
            var result = await hunt.HandleAsync(text, Options(), me, running.Token);
            _result = _running == running ? result : _result;
        }
        catch (KqlException e)
        {
            _problems = _running == running ? e.Errors : _problems;
        }
        catch (OperationCanceledException)
        {
            // Stopped by hand, or by the next run.
        }

        if (_running == running)
        {
            _running = null;
            StateHasChanged();
        }
    }

    private void Stop()
    {
        _running?.Cancel();
        _running = null;
    }

    private async Task SetRange(string range)
    {
        _range = TimeRange.Parse(range);
        await RunAsync();
    }

    private async Task Custom()
    {
        _range = new(null, DateTime.SpecifyKind(_from, DateTimeKind.Utc), DateTime.SpecifyKind(_to, DateTimeKind.Utc));
        await RunAsync();
    }

    private async Task TryAsync(string kql)
    {
        await _editor!.WriteAsync(kql);
        await RunTextAsync(kql);
    }

    private async Task ReplaceAsync(KqlError problem, string near)
    {
        var text = await _editor!.ReadAsync();
        if (text == _ran && problem.Span.End <= text.Length)
        {
            await TryAsync(string.Concat(text.AsSpan(0, problem.Span.Start), near, text.AsSpan(problem.Span.End)));
        }
    }

    private async Task NarrowAsync((string Column, object Value, bool Only) cell)
    {
        var text = (await _editor!.ReadAsync()).TrimEnd().TrimEnd(';');
        await TryAsync($"{text}\n| where {KqlText.Name(cell.Column)} {(cell.Only ? "==" : "!=")} {KqlText.Literal(cell.Value, _result!.Columns.First(c => c.Name == cell.Column).Type)}");
    }

    private async Task RuleAsync() => await js.InvokeVoidAsync("matoiHunting.save", "rule.yaml", "application/yaml;charset=utf-8", KqlText.Rule(await ReadAsync()));

    private async Task CsvAsync() => await js.InvokeVoidAsync("matoiHunting.save", "hunt.csv", "text/csv;charset=utf-8", CellText.Csv(_result!));
}
