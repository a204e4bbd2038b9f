namespace Matoi.Kql.Binding.Plugins;

/// <summary>Declares a plugin of <c>evaluate</c> by a static method that takes a <see cref="PluginCall"/> and gives a relation.</summary>
[AttributeUsage(AttributeTargets.Method, AllowMultiple = true)]
internal sealed class PluginAttribute(string name) : Attribute
{
    /// <summary>The name in KQL.</summary>
    public string Name { get; } = name;
}
