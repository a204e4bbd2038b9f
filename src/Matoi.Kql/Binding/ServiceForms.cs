using Matoi.Kql.Relations;

namespace Matoi.Kql.Binding;

/// <summary>Functions that ask about the service a query runs in, which is not here: refused by name, as any answer would be made up.</summary>
internal static class ServiceForms
{
    /// <summary>Who asks, and which cluster, database, extent or cursor is asked.</summary>
    [SpecialForm("current_principal")]
    [SpecialForm("current_principal_details")]
    [SpecialForm("current_principal_is_member_of")]
    [SpecialForm("current_cluster_endpoint")]
    [SpecialForm("current_database")]
    [SpecialForm("current_node_id")]
    [SpecialForm("cursor_after")]
    [SpecialForm("cursor_before_or_at")]
    [SpecialForm("cursor_current")]
    [SpecialForm("current_cursor")]
    [SpecialForm("extent_id")]
    [SpecialForm("extentid")]
    [SpecialForm("extent_tags")]
    [SpecialForm("row_id")]
    [SpecialForm("rowstore_ordinal_range")]
    public static Scalar Refuse(FormCall call)
    {
        call.Context.Binder.Refuse($"{call.Syntax.Name}(), which asks about Kusto's own service,", call.Syntax.NameSpan);
        return new Faulty();
    }
}
