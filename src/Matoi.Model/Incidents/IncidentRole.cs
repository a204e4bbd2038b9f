namespace Matoi.Model.Incidents;

/// <summary>What a person does in an incident besides owning it.</summary>
public enum IncidentRole
{
    /// <summary>Leads and decides.</summary>
    Commander,

    /// <summary>Finds out what happened.</summary>
    Investigator,

    /// <summary>Writes down what is said and done.</summary>
    Scribe,

    /// <summary>Speaks with those outside: management, customers, authorities.</summary>
    Liaison,
}
