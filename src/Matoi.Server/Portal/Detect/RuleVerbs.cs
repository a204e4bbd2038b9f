using Matoi.Detect.Rules;
using Matoi.Model;
using Matoi.Server.Portal.Parts;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.Extensions.Localization;
using MudBlazor;

namespace Matoi.Server.Portal.Detect;

/// <summary>What people do to rules from any page: runs the use case in their name and says what came of it.</summary>
internal sealed class RuleVerbs(AuthenticationStateProvider session, ISnackbar snackbar, IStringLocalizer<Strings> words, EnableRule enable, RunRule run)
{
    /// <summary>Switches a rule on or off.</summary>
    public async Task SwitchAsync(string id, string name, bool on)
    {
        var me = (await session.GetAuthenticationStateAsync()).User.Identity?.Name ?? "anonymous";
        Say(await enable.HandleAsync(id, on, me, default), words[on ? "rules.done.on" : "rules.done.off", name]);
    }

    /// <summary>Runs a rule once.</summary>
    public async Task RunAsync(string id)
    {
        var (done, problem) = await run.HandleAsync(id, new(), default);
        Say(problem ?? (done!.Outcome == RunOutcome.Failed ? new Problem("rule-query", done.Message ?? "", id) : null), words["rules.done.run", done?.Rows ?? 0, done?.Alerts ?? 0]);
    }

    private void Say(Problem? problem, string done)
        => snackbar.Add(problem is null ? done : words.Of(problem), problem is null ? MudBlazor.Severity.Normal : MudBlazor.Severity.Warning, toast => toast.HideIcon = problem is null);
}
