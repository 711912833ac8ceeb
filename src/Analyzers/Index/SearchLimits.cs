namespace AsyncJobs.Analyzers.Index;

/// <summary>
/// How far the analysis looks, each limit once. A search that reaches one knows nothing of what lies beyond, and the compiler is not kept waiting.
/// </summary>
internal static class SearchLimits
{
    /// <summary>How deep one search goes. Expressions may be nested as deep as generated text makes them, and the stack is the compiler's.</summary>
    public const int Deepest = 200;

    /// <summary>How many operations one search for the origin of a value looks at.</summary>
    public const int MostOriginSteps = 4000;

    /// <summary>How many operations one search for what a value limits looks at.</summary>
    public const int MostDestinationSteps = 2000;

    /// <summary>How many calls into each other are followed with the arguments of each.</summary>
    public const int DeepestCall = 8;

    /// <summary>How often what makes a tuple is followed to what makes that.</summary>
    public const int DeepestTuple = 20;

    /// <summary>How many callers up the setting of a client's timeout is followed.</summary>
    public const int DeepestCaller = 3;

    /// <summary>How many methods one search for an outgoing call looks into.</summary>
    public const int MostMethods = 100;

    /// <summary>
    /// How many mentions of a name are bound. Whoever is mentioned more often is no part of a call's limit, and to bind all is to compile the project
    /// again.
    /// </summary>
    public const int MostMentions = 300;

    /// <summary>How many methods one search for the jobs that reach a start of another job looks at.</summary>
    public const int MostStartingMethods = 200;

    /// <summary>How many calls of a method are bound. What is called from more places is no helper of a call.</summary>
    public const int MostCalls = 300;
}
