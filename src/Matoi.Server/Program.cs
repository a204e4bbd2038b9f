using System.CommandLine;
using Matoi.Server.Commands;

var root = new RootCommand("Matoi: security incident response across Azure, AWS and Google Cloud.\nStart with: matoi serve --demo")
{
    ServeCommand.Create(), IngestCommand.Create(), SourcesCommand.Create(), IncidentsCommand.Create(), AlertsCommand.Create(), AssetsCommand.Create(),
    RulesCommand.Create(), HuntCommand.Create(), KqlCommand.Create(), SigmaCommand.Create(), DetectCommand.Create(), CorrelateCommand.Create(), WatchlistsCommand.Create(),
    RejectedCommand.Create(), LakeCommand.Create(), TokensCommand.Create(), SignInCommand.Create(), DoctorCommand.Create(), VersionCommand.Create(),
};
root.Options.Add(Options.Data);
root.Options.Add(Options.Json);
return await root.Parse(args).InvokeAsync();
