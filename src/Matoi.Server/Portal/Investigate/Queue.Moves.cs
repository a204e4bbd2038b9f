using Matoi.Model.Incidents;
using Microsoft.JSInterop;

namespace Matoi.Server.Portal.Investigate;

/// <content>Keys, the cursor, verbs and what other people do meanwhile.</content>
public sealed partial class Queue
{
    // Calm enough not to distract, soon enough to trust.
    private static readonly TimeSpan Settle = TimeSpan.FromSeconds(1.5);

    private int CursorIndex => _rows.Where(r => r.Value.Number == _cursor).Select(r => (int?)r.Key).FirstOrDefault() ?? -1;

    private Task PressAsync(string key) => key switch
    {
        "j" or "ArrowDown" => MoveToAsync(CursorIndex + 1),
        "k" or "ArrowUp" => MoveToAsync(Math.Max(0, CursorIndex - 1)),
        "Enter" when _cursor > 0 => OpenAsync(),
        "x" when _cursor > 0 => MarkAtCursorAsync(),
        "." => LoadAsync(),
        "Escape" => HideAsync(),
        "a" or "m" when _marked.Count > 0 => DoAsync(key, [.. _marked]),
        "a" or "m" when _cursor > 0 => DoAsync(key, _cursor),
        _ => Task.CompletedTask,
    };

    private Task OpenAsync()
    {
        navigation.NavigateTo($"/incidents/{_cursor}{BackTo(_cursor)}");
        return Task.CompletedTask;
    }

    private Task MarkAtCursorAsync()
    {
        Mark(_cursor);
        StateHasChanged();
        return Task.CompletedTask;
    }

    private Task HideAsync()
    {
        HidePreview();
        StateHasChanged();
        return Task.CompletedTask;
    }

    private void HidePreview() => (_preview, _previewAlerts) = (null, null);

    // The most urgent row, or the one that the reader came back from, is shown from the start: one key takes it.
    private async Task PreselectAsync()
    {
        var wanted = _cursor < 0 ? At : _cursor;
        if ((_rows.Values.FirstOrDefault(r => r.Number == wanted) ?? _rows.GetValueOrDefault(0)) is not { } incident)
        {
            (_cursor, _preview, _previewAlerts) = (-1, null, null);
            return;
        }

        (_cursor, _preview, _previewAlerts) = (incident.Number, incident, null);
        if (RendererInfo.IsInteractive)
        {
            await ReadAsync(incident);
        }
    }

    private async Task MoveToAsync(int index)
    {
        if (!_rows.TryGetValue(index, out var incident))
        {
            return;
        }

        (_cursor, _preview, _previewAlerts, _chosen) = (incident.Number, incident, null, true);
        StateHasChanged();
        await js.InvokeVoidAsync("matoi.reveal", $"row-{incident.Number}");
        await ReadAsync(incident);
    }

    private async Task ReadAsync(Incident incident)
    {
        // While the cursor runs, only the row it stops at is read in full.
        await Task.Delay(100, _end.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ContinueOnCapturedContext);
        if (_cursor == incident.Number && await show.HandleAsync(incident.Number, _end.Token, _me) is { } detail && _preview?.Number == incident.Number)
        {
            (_preview, _previewAlerts) = (detail.Incident, detail.Alerts);
            StateHasChanged();
        }
    }

    private async Task DoAsync(string verb, params int[] numbers)
    {
        var done = verb switch
        {
            "a" => await Verbs.AcknowledgeAsync(numbers),
            "m" => await Verbs.AssignToMeAsync(numbers),
            _ => await Verbs.CloseAsync(numbers),
        };
        if (!done)
        {
            return;
        }

        _marked.Clear();
        foreach (var (index, incident) in _rows.Where(r => numbers.Contains(r.Value.Number)).ToList())
        {
            if (await show.HandleAsync(incident.Number, _end.Token, _me) is { } detail)
            {
                _rows[index] = detail.Incident;
                (_preview, _previewAlerts) = _preview?.Number == incident.Number ? (detail.Incident, detail.Alerts) : (_preview, _previewAlerts);
            }
        }

        _counts = await list.CountAsync(_me, _end.Token);
        await RedrawAsync();
    }

    private void Hear(IReadOnlyCollection<Guid> incidents)
    {
        if (Interlocked.Exchange(ref _waiting, 1) == 0)
        {
            _ = InvokeAsync(CatchUpAsync);
        }
    }

    // Brings the rows in view up to date where they stand; what would move them waits for the reader.
    private async Task CatchUpAsync()
    {
        try
        {
            await Task.Delay(Settle, _end.Token);
            _waiting = 0;
            var counts = await list.CountAsync(_me, _end.Token);
            var page = await list.HandleAsync(Filter, _firstVisible, PageSize, _end.Token, _me);
            var fresh = page.Incidents.ToDictionary(i => i.Id);
            foreach (var (index, incident) in _rows.ToList())
            {
                _rows[index] = fresh.GetValueOrDefault(incident.Id, incident);
            }

            _preview = _preview is null ? null : fresh.GetValueOrDefault(_preview.Id, _preview);
            _moved = page.Incidents.Index().Any(i => _rows.GetValueOrDefault(_firstVisible + i.Index)?.Id != i.Item.Id);
            (_counts, _new) = (counts, Math.Max(0, page.Total - _total));
            await RedrawAsync();
        }
        catch (Exception e) when (e is OperationCanceledException or ObjectDisposedException)
        {
        }
    }

    private async Task RedrawAsync()
    {
        if (_list is not null)
        {
            await _list.RefreshDataAsync();
        }
        else if (_total == 0)
        {
            await LoadAsync();
        }

        StateHasChanged();
    }
}
