namespace AsyncJobs.Docs.Tests.Code;

/// <summary>What the code of an example is part of.</summary>
internal enum Shape
{
    /// <summary>Whole types, or attributes of an assembly.</summary>
    File,

    /// <summary>A program of top-level statements.</summary>
    Program,

    /// <summary>Members of a class.</summary>
    Members,

    /// <summary>Statements of a method.</summary>
    Statements,
}
