using Matoi.Detect.Rules;
using Microsoft.AspNetCore.Components;

namespace Matoi.Server.Portal.Detect;

/// <summary>All analytics rules with how they are doing; filter and choice are in the address.</summary>
public sealed partial class ScheduledRules(ListRules list, NavigationManager navigation, TimeProvider clock) : IDisposable
{
    private static readonly TimeSpan Fresh = TimeSpan.FromSeconds(15);
    private readonly CancellationTokenSource _end = new();
    private IReadOnlyList<ListRules.Row>? _rows;
    private string _text = "";

    /// <summary>Words that a rule must have in its name, id, tactics or techniques.</summary>
    [Parameter]
    public string? Q { get; set; }

    /// <summary><c>look</c>, <c>on</c> or <c>off</c>; null shows all.</summary>
    [Parameter]
    public string? Chosen { get; set; }

    private List<ListRules.Row> Shown => [.. _rows!.Where(r => Chosen switch { "look" => NeedsLook(r), "on" => r.Enabled, "off" => !r.Enabled, _ => true } && Has(r, _text))];

    /// <inheritdoc/>
    public void Dispose()
    {
        _end.Cancel();
        _end.Dispose();
    }

    /// <inheritdoc/>
    protected override async Task OnInitializedAsync()
    {
        _rows = await list.HandleAsync(default);
        if (RendererInfo.IsInteractive)
        {
            _ = KeepFreshAsync(_end.Token);
        }
    }

    /// <inheritdoc/>
    protected override void OnParametersSet() => _text = Q ?? "";

    internal static bool NeedsLook(ListRules.Row row) => row.Health is RuleHealth.Failing or RuleHealth.SwitchedOff or RuleHealth.Late;

    internal static bool Has(ListRules.Row row, string text)
        => text.Split(' ', StringSplitOptions.RemoveEmptyEntries).All(word => ((string[])[row.Name, row.Id, row.File, row.Severity.ToString(), row.Kind.ToString(), .. row.Techniques, .. row.Tactics, .. row.Tactics.Select(Model.Alerts.Tactics.Name)])
            .Any(part => part.Contains(word, StringComparison.OrdinalIgnoreCase)));

    private static string Address(string text, string? show)
        => "/rules" + (string.Join('&', ((string?[])[text.Length > 0 ? $"q={Uri.EscapeDataString(text)}" : null, show is null ? null : $"show={show}"]).OfType<string>()) is { Length: > 0 } query ? "?" + query : "");

    private async Task KeepFreshAsync(CancellationToken ct)
    {
        using var timer = new PeriodicTimer(Fresh, clock);
        try
        {
            while (await timer.WaitForNextTickAsync(ct))
            {
                _rows = await list.HandleAsync(ct);
                await InvokeAsync(StateHasChanged);
            }
        }
        catch (OperationCanceledException)
        {
            // The reader has left.
        }
    }

    private async Task SwitchAsync(ListRules.Row row)
    {
        await Verbs.SwitchAsync(row.Id, row.Name, !row.Enabled);
        _rows = await list.HandleAsync(default);
    }

    private void Apply() => navigation.NavigateTo(Address(_text, Chosen), replace: true);

    private int Count(Func<ListRules.Row, bool> which) => _rows!.Count(which);

    private string? Class(string show, int warn) => Chosen == show ? "on" : warn > 0 ? "warn" : null;
}
