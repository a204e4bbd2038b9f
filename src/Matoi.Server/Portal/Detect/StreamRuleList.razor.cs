using Matoi.Detect.Streaming;
using Microsoft.AspNetCore.Components;

namespace Matoi.Server.Portal.Detect;

/// <summary>All Sigma rules with their mode and what they have hit; filter and choice are in the address.</summary>
public sealed partial class StreamRuleList(ListStreamRules list, ListRulePacks packs, NavigationManager navigation, TimeProvider clock) : IDisposable
{
    private static readonly TimeSpan Fresh = TimeSpan.FromSeconds(15);
    private static readonly (string Show, Func<ListStreamRules.Item, bool> Has)[] Counts =
    [
        ("live", r => r.Mode == StreamMode.Live), ("shadow", r => r.Mode == StreamMode.Shadow), ("draft", r => r.Mode == StreamMode.Draft), ("muted", r => r.Mode == StreamMode.Muted), ("unmapped", r => !r.Mapped),
    ];

    private readonly CancellationTokenSource _end = new();
    private IReadOnlyList<ListStreamRules.Item>? _rows;
    private ListRulePacks.Pack? _shipped;
    private string _text = "";

    /// <summary>Words that a rule must have in its title, id, techniques, tactics, log source or pack.</summary>
    [Parameter]
    public string? Q { get; set; }

    /// <summary><c>live</c>, <c>shadow</c>, <c>draft</c>, <c>muted</c> or <c>unmapped</c>; null shows all.</summary>
    [Parameter]
    public string? Chosen { get; set; }

    private List<ListStreamRules.Item> Shown
        => [.. _rows!.Where(Counts.FirstOrDefault(c => c.Show == Chosen).Has ?? (_ => true)).Where(r => StreamRuleText.Has(r, _text))];

    /// <inheritdoc/>
    public void Dispose()
    {
        _end.Cancel();
        _end.Dispose();
    }

    /// <inheritdoc/>
    protected override async Task OnInitializedAsync()
    {
        await LoadAsync();
        if (RendererInfo.IsInteractive)
        {
            _ = KeepFreshAsync(_end.Token);
        }
    }

    /// <inheritdoc/>
    protected override void OnParametersSet() => _text = Q ?? "";

    private static string Address(string text, string? show)
        => "/rules?kind=stream" + (text.Length > 0 ? $"&q={Uri.EscapeDataString(text)}" : "") + (show is null ? "" : $"&show={show}");

    // Reading every rule for the first time takes a second, in which the page says so.
    private async Task LoadAsync()
        => (_rows, _shipped) = await Task.Run(async () => (await list.HandleAsync(default), (await packs.HandleAsync(default))[0]));

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

    private void Apply() => navigation.NavigateTo(Address(_text, Chosen), replace: true);
}
