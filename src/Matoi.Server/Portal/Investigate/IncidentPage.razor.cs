using Matoi.Detect;
using Matoi.Investigate.Incidents;
using Matoi.Model.Incidents;
using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;

namespace Matoi.Server.Portal.Investigate;

/// <summary>One incident: what happened, how sure, what is affected, who is on it, what next; behind it alerts, entities, timeline and raw records.</summary>
public sealed partial class IncidentPage(ShowIncident show, LiveFeed feed, NavigationManager navigation, IJSRuntime js) : IDisposable
{
    private static readonly string[] Names = ["overview", "alerts", "entities", "timeline", "raw"];
    private static readonly string[] ListenedKeys = ["1", "2", "3", "4", "5", "a", "m", "c", "Escape"];
    private static readonly TimeSpan Settle = TimeSpan.FromMilliseconds(500);
    private readonly CancellationTokenSource _end = new();
    private ShowIncident.Detail? _detail;
    private string _me = "";
    private int _shown;
    private int _waiting;
    private bool _missing;

    /// <summary>The incident's number.</summary>
    [Parameter]
    public int Number { get; set; }

    /// <summary>Open tab.</summary>
    [SupplyParameterFromQuery(Name = "tab")]
    private string? Tab { get; set; }

    /// <summary>Alert whose raw record is shown.</summary>
    [SupplyParameterFromQuery(Name = "alert")]
    private Guid? Alert { get; set; }

    /// <summary>Filter of the queue that the reader came from.</summary>
    [SupplyParameterFromQuery(Name = "q")]
    private string? Q { get; set; }

    private string Current => Names.Contains(Tab) ? Tab! : Names[0];

    private string Back => FilterText.Address(Q, Number);

    /// <inheritdoc/>
    public void Dispose()
    {
        feed.IncidentsChanged -= Hear;
        _end.Cancel();
        _end.Dispose();
    }

    /// <inheritdoc/>
    protected override async Task OnInitializedAsync()
    {
        _me = await Verbs.MeAsync();
        if (RendererInfo.IsInteractive)
        {
            feed.IncidentsChanged += Hear;
        }
    }

    /// <inheritdoc/>
    protected override async Task OnParametersSetAsync()
    {
        if (_shown != Number)
        {
            _shown = Number;
            await LoadAsync();
        }
    }

    private IEnumerable<(string Name, int? Count, int Key)> Tabs()
    {
        yield return (Names[0], null, 1);
        yield return (Names[1], _detail!.Alerts.Count, 2);
        yield return (Names[2], _detail.Alerts.SelectMany(a => a.Entities).DistinctBy(e => e.Key).Count(), 3);
        yield return (Names[3], _detail.Timeline.Count, 4);
        yield return (Names[4], null, 5);
    }

    private string Address(string tab) => navigation.GetUriWithQueryParameters($"/incidents/{Number}",
        new Dictionary<string, object?> { ["tab"] = tab == Names[0] ? null : tab, ["q"] = string.IsNullOrEmpty(Q) ? null : Q });

    private async Task LoadAsync()
    {
        _detail = await show.HandleAsync(Number, _end.Token, _me);
        _missing = _detail is null;
    }

    private async Task PressAsync(string key)
    {
        switch (key)
        {
            case "Escape":
                navigation.NavigateTo(Back);
                break;
            case "c":
                navigation.NavigateTo(Address("timeline"), replace: true);
                await Task.Delay(50);
                await js.InvokeVoidAsync("matoi.focus", "comment");
                break;
            case "a" or "m":
                await DoAsync(key);
                break;
            default:
                navigation.NavigateTo(Address(Names[key[0] - '1']), replace: true);
                break;
        }
    }

    private async Task DoAsync(string verb)
    {
        if (await (verb switch
        {
            "a" => Verbs.AcknowledgeAsync(Number),
            "m" => Verbs.AssignToMeAsync(Number),
            "hold" => Verbs.ChangeAsync(Number, IncidentStatus.OnHold),
            "resume" => Verbs.ChangeAsync(Number, IncidentStatus.InProgress),
            "reopen" => Verbs.ReopenAsync(Number),
            _ => Verbs.CloseAsync(Number),
        }))
        {
            await LoadAsync();
            StateHasChanged();
        }
    }

    private async Task MoveAsync(IncidentPhase phase)
    {
        if (await Verbs.MoveAsync(Number, phase))
        {
            await LoadAsync();
        }
    }

    private async Task CommentAsync(string text)
    {
        if (await Verbs.CommentAsync(Number, text))
        {
            await LoadAsync();
        }
    }

    private void Hear(IReadOnlyCollection<Guid> incidents)
    {
        if (_detail is not null && incidents.Contains(_detail.Incident.Id) && Interlocked.Exchange(ref _waiting, 1) == 0)
        {
            _ = InvokeAsync(CatchUpAsync);
        }
    }

    private async Task CatchUpAsync()
    {
        try
        {
            await Task.Delay(Settle, _end.Token);
            _waiting = 0;
            await LoadAsync();
            StateHasChanged();
        }
        catch (Exception e) when (e is OperationCanceledException or ObjectDisposedException)
        {
        }
    }
}
