using System.Runtime.CompilerServices;
using Matoi.Bench;

var prefix = args.FirstOrDefault(a => !a.StartsWith('-')) ?? "";
var root = Root();
var figures = new Figures(prefix);
await IntakeFigures.RunAsync(figures, root, args.Contains("--large"));
await QueueFigures.RunAsync(figures);
await ServerFigures.RunAsync(figures, root);
KqlFigures.Run(figures);
KqlCompileFigures.Run(figures, root);
KqlScheduledFigures.Run(figures);
SigmaFigures.Run(figures, root);
await StreamFigures.RunAsync(figures, root);
await StreamKeyFigures.RunAsync(figures);
await CorrelateFigures.RunAsync(figures, root);
return 0;

static string Root([CallerFilePath] string file = "") => Path.GetFullPath(Path.Combine(Path.GetDirectoryName(file)!, "..", ".."));
