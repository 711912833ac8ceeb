namespace AsyncJobs.Events;

/// <summary>What of a caller is the owner of a job.</summary>
internal enum OwnerKind
{
    /// <summary>The subject of a token, the caller of IAM, or the principal of a Lambda authorizer.</summary>
    Usual,

    /// <summary>The same, but all sessions of an assumed role are one owner.</summary>
    UsualByRole,

    /// <summary>One claim of a token, or one member of a Lambda authorizer's context, and nothing else.</summary>
    Named,

    /// <summary>Nothing: jobs have no owner.</summary>
    Nobody,
}
