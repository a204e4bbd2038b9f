namespace Matoi.Model.Incidents;

/// <summary>Permissible Actions Protocol: what may be done that an attacker could notice.</summary>
public enum Pap
{
    /// <summary>PAP:CLEAR: anything.</summary>
    Clear,

    /// <summary>PAP:GREEN: active steps such as blocking.</summary>
    Green,

    /// <summary>PAP:AMBER: passive look-ups at third parties; no contact with the attacker's systems.</summary>
    Amber,

    /// <summary>PAP:RED: only what cannot be noticed outside.</summary>
    Red,
}
