using System.Collections.Frozen;
using System.Reflection;
using Matoi.Kql.Relations;

namespace Matoi.Kql.Binding.Plugins;

/// <summary>All plugins by name.</summary>
internal static class PluginTable
{
    private static readonly FrozenDictionary<string, Func<PluginCall, Rel>> All =
        (from type in typeof(PluginTable).Assembly.GetTypes()
         where type.IsAbstract && type.IsSealed
         from method in type.GetMethods(BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly)
         from declared in method.GetCustomAttributes<PluginAttribute>()
         select (declared.Name, Bind: method.CreateDelegate<Func<PluginCall, Rel>>())).ToFrozenDictionary(p => p.Name, p => p.Bind);

    /// <summary>Plugins of Kusto that fetch from elsewhere, run code or search by a model: they are refused.</summary>
    public static IReadOnlySet<string> Outside { get; } = new[]
    {
        "http_request", "http_request_post", "sql_request", "mysql_request", "postgresql_request", "cosmosdb_sql_request", "azure_digital_twins_query_request",
        "python", "r", "infer_storage_schema", "infer_storage_schema_with_suggestions", "external_data", "ai_embed_text", "ai_embeddings", "ai_chat_completion", "ai_chat_completion_prompt",
    }.ToFrozenSet();

    /// <summary>Plugins of Kusto whose answers cannot be given as Kusto gives them: they are refused.</summary>
    public static IReadOnlySet<string> Unsupported { get; } = new[] { "diffpatterns_text", "funnel_sequence", "funnel_sequence_completion", "geo_polygon_lookup", "geo_line_lookup" }.ToFrozenSet();

    /// <summary>Names of all plugins.</summary>
    public static IEnumerable<string> Names => All.Keys;

    /// <summary>The plugin of a name; null when there is none.</summary>
    public static Func<PluginCall, Rel>? Find(string name) => All.GetValueOrDefault(name);
}
