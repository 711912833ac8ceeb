namespace AsyncJobs.Generator.Parsing;

/// <summary>Which part of a declaration or an attribute a fault is about.</summary>
internal enum FaultPart
{
    /// <summary>The symbol's name.</summary>
    Name,

    /// <summary>The type of a parameter, or what a method returns.</summary>
    Type,

    /// <summary>The attribute as a whole.</summary>
    Attribute,

    /// <summary>The attribute's route.</summary>
    Route,

    /// <summary>One of the attribute's properties.</summary>
    Property,

    /// <summary>One item of the list that one of the attribute's properties is.</summary>
    Element,
}
