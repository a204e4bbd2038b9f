using Matoi.Investigate.Incidents;
using Matoi.Model;
using Matoi.Model.Incidents;
using Matoi.Server.Portal.Parts;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.Extensions.Localization;
using MudBlazor;

namespace Matoi.Server.Portal.Investigate;

/// <summary>What people do to incidents from any page: runs the use case in their name and says what came of it.</summary>
internal sealed class IncidentVerbs(
    AuthenticationStateProvider session, ISnackbar snackbar, IDialogService dialogs, IStringLocalizer<Strings> words,
    AssignIncident assign, ChangeStatus status, CloseIncident close, ReopenIncident reopen, CommentIncident comment)
{
    /// <summary>User name of who looks at the page.</summary>
    public async Task<string> MeAsync() => (await session.GetAuthenticationStateAsync()).User.Identity?.Name ?? "anonymous";

    /// <summary>Marks incidents as being worked on.</summary>
    public Task<bool> AcknowledgeAsync(params IReadOnlyList<int> numbers)
        => EachAsync(numbers, "done.ack", (number, me) => status.HandleAsync(number, new(IncidentStatus.InProgress, IncidentPhase.Analyse), me, default));

    /// <summary>Makes the reader the owner.</summary>
    public Task<bool> AssignToMeAsync(params IReadOnlyList<int> numbers)
        => EachAsync(numbers, "done.mine", (number, me) => assign.HandleAsync(number, new(me), me, default));

    /// <summary>Moves to a phase.</summary>
    public Task<bool> MoveAsync(int number, IncidentPhase phase)
        => EachAsync([number], "done.phase", (n, me) => status.HandleAsync(n, new(null, phase), me, default));

    /// <summary>Changes the status.</summary>
    public Task<bool> ChangeAsync(int number, IncidentStatus to)
        => EachAsync([number], "done.status", (n, me) => status.HandleAsync(n, new(to, null), me, default));

    /// <summary>Opens again.</summary>
    public Task<bool> ReopenAsync(int number)
        => EachAsync([number], "done.reopened", (n, me) => reopen.HandleAsync(n, new(null), me, default));

    /// <summary>Writes into the timeline.</summary>
    public Task<bool> CommentAsync(int number, string text)
        => EachAsync([number], "done.comment", (n, me) => comment.HandleAsync(n, new(text), me, default));

    /// <summary>Asks how it ended and closes; false when the reader thought better of it.</summary>
    public async Task<bool> CloseAsync(params IReadOnlyList<int> numbers)
    {
        var dialog = await dialogs.ShowAsync<CloseDialog>(null, new DialogParameters<CloseDialog> { { d => d.Numbers, numbers } });
        return await dialog.Result is { Canceled: false, Data: CloseIncident.Request request }
            && await EachAsync(numbers, "done.closed", (number, me) => close.HandleAsync(number, request, me, default));
    }

    private async Task<bool> EachAsync(IReadOnlyList<int> numbers, string done, Func<int, string, Task<Problem?>> change)
    {
        var (me, worked) = (await MeAsync(), new List<int>());
        foreach (var number in numbers)
        {
            if (await change(number, me) is { } problem)
            {
                snackbar.Add($"#{number}: {words.Of(problem)}", MudBlazor.Severity.Warning);
            }
            else
            {
                worked.Add(number);
            }
        }

        if (worked.Count > 0)
        {
            snackbar.Add(words[done, string.Join(", ", worked.Take(5).Select(n => $"#{n}")) + (worked.Count > 5 ? " …" : "")], MudBlazor.Severity.Normal, toast => toast.HideIcon = true);
        }

        return worked.Count > 0;
    }
}
