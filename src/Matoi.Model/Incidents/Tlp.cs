namespace Matoi.Model.Incidents;

/// <summary>Traffic Light Protocol 2.0: with whom the incident may be talked about.</summary>
public enum Tlp
{
    /// <summary>TLP:CLEAR: with everybody.</summary>
    Clear,

    /// <summary>TLP:GREEN: within the community.</summary>
    Green,

    /// <summary>TLP:AMBER: within the organisation and its clients, who need to know.</summary>
    Amber,

    /// <summary>TLP:AMBER+STRICT: within the organisation only.</summary>
    AmberStrict,

    /// <summary>TLP:RED: with the named people only.</summary>
    Red,
}
