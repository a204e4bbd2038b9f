using Matoi.Detect.Rules;
using Matoi.Detect.Rules.Reading;
using Microsoft.AspNetCore.Components;

namespace Matoi.Server.Portal.Detect;

/// <summary>One analytics rule: what it looks for, how it runs, what it would have found.</summary>
public sealed partial class RulePage(ShowRule show, NavigationManager navigation, TimeProvider clock) : IDisposable
{
    private static readonly TimeSpan Fresh = TimeSpan.FromSeconds(10);
    private static readonly (string Name, string Key)[] Tabs = [("rule", "1"), ("runs", "2"), ("backtest", "3")];
    private static readonly string[] ListenedKeys = ["1", "2", "3", "Escape"];
    private readonly CancellationTokenSource _end = new();
    private ShowRule.Detail? _detail;
    private string? _loaded;
    private bool _missing;
    private bool _busy;

    /// <summary>The rule's id.</summary>
    [Parameter]
    public string Id { get; set; } = "";

    /// <summary>The tab.</summary>
    [SupplyParameterFromQuery(Name = "tab")]
    public string? Tab { get; set; }

    private string Current => Tabs.Any(t => t.Name == Tab) ? Tab! : "rule";

    /// <inheritdoc/>
    public void Dispose()
    {
        _end.Cancel();
        _end.Dispose();
    }

    /// <inheritdoc/>
    protected override async Task OnParametersSetAsync()
    {
        if (_loaded == Id)
        {
            return;
        }

        _loaded = Id;
        await LoadAsync();
        if (RendererInfo.IsInteractive)
        {
            _ = KeepFreshAsync(_end.Token);
        }
    }

    private async Task LoadAsync()
    {
        _detail = await show.HandleAsync(Id, _end.Token);
        _missing = _detail is null;
    }

    private async Task KeepFreshAsync(CancellationToken ct)
    {
        using var timer = new PeriodicTimer(Fresh, clock);
        try
        {
            while (await timer.WaitForNextTickAsync(ct))
            {
                await LoadAsync();
                await InvokeAsync(StateHasChanged);
            }
        }
        catch (OperationCanceledException)
        {
            // The reader has left.
        }
    }

    private Task RunAsync() => DoAsync(() => Verbs.RunAsync(Id));

    private Task SwitchAsync() => DoAsync(() => Verbs.SwitchAsync(Id, _detail!.State.Name, !_detail.State.Enabled));

    private async Task DoAsync(Func<Task> verb)
    {
        _busy = true;
        StateHasChanged();
        await verb();
        await LoadAsync();
        _busy = false;
    }

    private Task PressAsync(string key)
    {
        navigation.NavigateTo(key == "Escape" ? "/rules" : Address(Tabs.First(t => t.Key == key).Name));
        return Task.CompletedTask;
    }

    private string Address(string tab) => $"/rules/{Uri.EscapeDataString(Id)}" + (tab == "rule" ? "" : $"?tab={tab}");

    private string Every(AnalyticsRule rule)
        => rule.Kind == RuleKind.NRT ? L["rules.nrt"] : $"{RuleDuration.Write(rule.Frequency)} · {L["rules.back", RuleDuration.Write(rule.Period)].Value}";
}
