using Matoi.Detect;
using Matoi.Detect.Alerts;
using Matoi.Investigate.Incidents;
using Matoi.Model.Incidents;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web.Virtualization;
using Microsoft.JSInterop;

namespace Matoi.Server.Portal.Investigate;

/// <summary>The triage queue: what needs a human now, most urgent first. Rows stay where they are until the reader asks for new ones.</summary>
public sealed partial class Queue(ListIncidents list, ShowIncident show, LiveFeed feed, NavigationManager navigation, IJSRuntime js) : IDisposable
{
    private const int PageSize = 60;
    private static readonly string[] ListenedKeys = ["j", "k", "ArrowDown", "ArrowUp", "Enter", "x", "a", "m", ".", "Escape"];
    private readonly Dictionary<int, Incident> _rows = [];
    private readonly HashSet<int> _marked = [];
    private readonly CancellationTokenSource _end = new();
    private Virtualize<Row>? _list;
    private ListIncidents.QueueCounts? _counts;
    private Incident? _preview;
    private IReadOnlyList<AlertState>? _previewAlerts;
    private string? _loaded;
    private string? _text;
    private string _me = "";
    private int _total;
    private int _new;
    private int _cursor = -1;
    private int _waiting;
    private int _firstVisible;
    private bool _moved;
    private bool _chosen;
    private bool _failed;

    /// <summary>The filter, as it stands in the address.</summary>
    [SupplyParameterFromQuery(Name = "q")]
    private string? Q { get; set; }

    /// <summary>Incident that the reader came back from.</summary>
    [SupplyParameterFromQuery(Name = "at")]
    private int? At { get; set; }

    private IEnumerable<Row> FirstRows => Enumerable.Range(0, PageSize / 2).Where(_rows.ContainsKey).Select(i => new Row(i, _rows[i]));

    private IncidentFilter Filter => IncidentFilter.Parse(Q);

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
        if (_loaded != (Q ?? ""))
        {
            (_loaded, _text) = (Q ?? "", Q);
            _marked.Clear();
            await LoadAsync();
        }
    }

    private async Task LoadAsync()
    {
        try
        {
            var counts = await list.CountAsync(_me, _end.Token);
            var page = await list.HandleAsync(Filter, 0, PageSize, _end.Token, _me);
            _rows.Clear();
            Keep(page, 0);
            (_counts, _total, _new, _moved, _failed, _firstVisible) = (counts, page.Total, 0, false, false, 0);
        }
        catch (Exception e) when (e is System.Data.Common.DbException or InvalidOperationException)
        {
            _failed = true;
        }

        if (_list is not null)
        {
            await _list.RefreshDataAsync();
        }

        await PreselectAsync();
    }

    private void Keep(ListIncidents.Page page, int start)
    {
        foreach (var (offset, incident) in page.Incidents.Index())
        {
            _rows[start + offset] = incident;
        }
    }

    private async ValueTask<ItemsProviderResult<Row>> RowsAsync(ItemsProviderRequest request)
    {
        var wanted = Enumerable.Range(request.StartIndex, Math.Max(0, Math.Min(request.Count, _total - request.StartIndex))).ToList();
        _firstVisible = request.StartIndex;
        if (wanted.Exists(i => !_rows.ContainsKey(i)))
        {
            var start = wanted.First(i => !_rows.ContainsKey(i));
            Keep(await list.HandleAsync(Filter, start, Math.Max(PageSize, wanted[^1] - start + 1), request.CancellationToken, _me), start);
        }

        return new(wanted.Where(_rows.ContainsKey).Select(i => new Row(i, _rows[i])), _total);
    }

    private void ApplyFilter() => navigation.NavigateTo(FilterText.Address(_text?.Trim()));

    private void Mark(int number)
    {
        if (!_marked.Add(number))
        {
            _marked.Remove(number);
        }
    }

    private string BackTo(int number) => string.IsNullOrEmpty(Q) ? "" : $"?q={Uri.EscapeDataString(Q)}";

    private sealed record Row(int Index, Incident Incident);
}
