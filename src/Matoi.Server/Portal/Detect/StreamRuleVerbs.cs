using Matoi.Detect.Streaming;
using Matoi.Server.Portal.Parts;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.Extensions.Localization;
using MudBlazor;

namespace Matoi.Server.Portal.Detect;

/// <summary>Moves Sigma rules in the name of the person at the page, and says what came of it.</summary>
internal sealed class StreamRuleVerbs(AuthenticationStateProvider session, ISnackbar snackbar, IStringLocalizer<Strings> words, MoveStreamRule move)
{
    /// <summary>Moves a rule or the program's own pack; <paramref name="done"/> is said when it went well.</summary>
    public async Task MoveAsync(string id, string done, StreamMode mode, DateTimeOffset? until)
    {
        var me = (await session.GetAuthenticationStateAsync()).User.Identity?.Name ?? "anonymous";

        // Compiling many rules takes a second, in which the page stays alive.
        var problem = await Task.Run(() => move.HandleAsync(id, new(mode, until), me, default));
        snackbar.Add(problem is null ? done : words.Of(problem), problem is null ? Severity.Normal : Severity.Warning, toast => toast.HideIcon = problem is null);
    }
}
