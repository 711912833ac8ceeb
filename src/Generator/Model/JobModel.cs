namespace AsyncJobs.Generator.Model;

/// <summary>A valid job, as far as its own method tells.</summary>
/// <param name="Namespace">The namespace of its class; empty for the global one.</param>
/// <param name="OuterNames">The names of the types around its class, joined; empty where there are none.</param>
/// <param name="TypeName">The simple name of its class.</param>
/// <param name="Type">The class as C# refers to it.</param>
/// <param name="MethodName">The method's name, not escaped.</param>
/// <param name="IsPublic">Whether the class, the method and all types of its signature are public.</param>
/// <param name="Name">The job's name.</param>
/// <param name="Route">Method and path of its endpoint; null for a job that only code starts.</param>
/// <param name="Limits">The attribute's numbers and switches.</param>
/// <param name="Parameters">The method's parameters in their order.</param>
/// <param name="Target">How the class is made; null for a static method.</param>
/// <param name="Result">What the method returns.</param>
/// <param name="State">What it goes on with in another invocation; null for nothing.</param>
/// <param name="Authorizer">The API's authorizer that its requests pass; null for the API's default.</param>
/// <param name="Starts">The names of the jobs that its method may start.</param>
/// <param name="Documentation">What the method's author says of it; null for nothing.</param>
/// <param name="Experimental">[Experimental] of the method or its class; null for none.</param>
/// <param name="UseDiagnostics">Ids of the diagnostics that attributes put on the use of what the job is made of.</param>
internal sealed record JobModel(
    string Namespace,
    string OuterNames,
    string TypeName,
    string Type,
    string MethodName,
    bool IsPublic,
    string Name,
    RouteModel? Route,
    JobLimits Limits,
    EquatableArray<ParameterModel> Parameters,
    TargetModel? Target,
    ResultModel Result,
    JsonModel? State,
    string? Authorizer,
    EquatableArray<string> Starts,
    MethodDocumentation? Documentation,
    ExperimentalModel? Experimental,
    EquatableArray<string> UseDiagnostics)
{
    /// <summary>An order that depends neither on the order of files nor on the culture.</summary>
    public static int Compare(JobModel left, JobModel right)
    {
        int order = string.CompareOrdinal(left.Type, right.Type);
        if (order == 0)
            order = string.CompareOrdinal(left.MethodName, right.MethodName);
        if (order == 0)
            order = left.Parameters.Count.CompareTo(right.Parameters.Count);
        for (int i = 0; order == 0 && i < left.Parameters.Count; i++)
            order = string.CompareOrdinal(left.Parameters[i].Type, right.Parameters[i].Type);
        return order;
    }

    /// <summary>Whether the job cannot run without [JobServices].</summary>
    public bool NeedsServices
    {
        get
        {
            foreach (ParameterModel parameter in Parameters)
            {
                if (parameter.NeedsServices)
                    return true;
            }

            if (Target is null)
                return false;

            foreach (ParameterModel parameter in Target.Parameters)
            {
                if (parameter.NeedsServices)
                    return true;
            }

            return false;
        }
    }

    /// <summary>The parameter that is the request's body, if there is one.</summary>
    public ParameterModel? Body
    {
        get
        {
            foreach (ParameterModel parameter in Parameters)
            {
                if (parameter.Source == BindingSource.Body)
                    return parameter;
            }

            return null;
        }
    }
}
