using Matoi.Detect.Streaming;
using Microsoft.AspNetCore.Components;

namespace Matoi.Server.Portal.Detect;

/// <summary>One Sigma rule: why it matters, where it is in its life, what it found and would have found.</summary>
public sealed partial class StreamRulePage(ShowStreamRule show, NavigationManager navigation, TimeProvider clock) : IDisposable
{
    private static readonly TimeSpan Fresh = TimeSpan.FromSeconds(10);
    private static readonly (string Name, string Key)[] Tabs = [("rule", "1"), ("alerts", "2"), ("backtest", "3")];
    private static readonly TimeSpan[] Spans = [TimeSpan.FromHours(1), TimeSpan.FromHours(24), TimeSpan.FromDays(7), TimeSpan.FromDays(30)];
    private static readonly string[] ListenedKeys = ["1", "2", "3", "Escape"];
    private readonly CancellationTokenSource _end = new();
    private ShowStreamRule.Detail? _detail;
    private string? _loaded;
    private bool _missing;
    private bool _busy;
    private int _moves;

    /// <summary>The rule's id.</summary>
    [Parameter]
    public string Id { get; set; } = "";

    /// <summary>The tab.</summary>
    [SupplyParameterFromQuery(Name = "tab")]
    public string? Tab { get; set; }

    private TimeProvider Clock => clock;

    private string Current => Tabs.Any(t => t.Name == Tab) ? Tab! : "rule";

    private bool Disabled => _busy || !RendererInfo.IsInteractive;

    private IEnumerable<StreamMode> Offered => ((StreamMode[])[StreamMode.Draft, StreamMode.Shadow, StreamMode.Live]).Where(m => m != _detail!.Item.Mode);

    // A rule proves itself in shadow before it tells anybody.
    private StreamMode? Next => _detail!.Item.Mode switch { StreamMode.Draft => StreamMode.Shadow, StreamMode.Live => null, _ => StreamMode.Live };

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

        var first = _loaded is null;
        _loaded = Id;
        await LoadAsync();
        if (first && RendererInfo.IsInteractive)
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

    private async Task MoveAsync(StreamMode mode, DateTimeOffset? until)
    {
        _busy = true;
        StateHasChanged();
        await Verbs.MoveAsync(Id, L[$"mode.done.{mode}", StreamRuleText.Title(_detail!.Item)], mode, until);
        await LoadAsync();
        _moves++;
        _busy = false;
    }

    private Task PressAsync(string key)
    {
        navigation.NavigateTo(key == "Escape" ? "/rules?kind=stream" : Address(Tabs.First(t => t.Key == key).Name));
        return Task.CompletedTask;
    }

    private string Address(string tab) => $"/stream-rules/{Uri.EscapeDataString(Id)}" + (tab == "rule" ? "" : $"?tab={tab}");
}
