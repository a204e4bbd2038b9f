using Matoi.Model.Entities;

namespace Matoi.Model.Incidents;

/// <summary>An entity as lists show it.</summary>
/// <param name="Type">Sentinel's entity type.</param>
/// <param name="Key">Canonical key.</param>
/// <param name="Name">What a person calls it.</param>
/// <param name="Alerts">Alerts of the incident that name it.</param>
public sealed record EntityBadge(EntityType Type, string Key, string Name, int Alerts);
