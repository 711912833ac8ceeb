namespace AsyncJobs.Sam.Tests.Foreign;

/// <summary>Makes YAML templates as people write them, in pieces between which, and not within, a tool may write.</summary>
internal sealed class RandomYaml(Random random)
{
    // With the properties of a resource one level in: the step of the template stands for each tab.
    private static readonly string[] s_resources =
    [
        "Type: AWS::SQS::Queue",
        "Type: AWS::SQS::Queue\nProperties:\n\tQueueName: !Sub \"${AWS::StackName}-orders\" # short\n\tRedrivePolicy:\n\t\tdeadLetterTargetArn: !GetAtt 'Dead.Arn'\n\t\tmaxReceiveCount: 5",
        "Type: AWS::SNS::Topic\nProperties: &topic\n\tDisplayName: 'it''s: # no comment'\n\tFifoTopic: yes",
        "Type: AWS::SNS::Topic\nProperties:\n\t<<: *start\n\tDisplayName: \"\\u00e9 \\\" # no\\tcomment\"",
        "Type: AWS::SSM::Parameter\nProperties:\n\tValue: |\n\t\tAsyncJobsTable:\n\t\t  # no comment\n\n\t\t- ünï 😀\n\tType: String",
        "Type: AWS::SSM::Parameter\nProperties:\n\tType: String\n\tValue: |\n\t\tlast lines\n\n\t\t# and no comment",
        "Type: AWS::SSM::Parameter\nProperties:\n\tType: String\n\tValue: |+\n\t\tkept\n\n",
        "Type: AWS::SSM::Parameter\nProperties:\n\tType: String\n\tValue: >-\n\t\tfolded\n\t\tlines: [}\n\n\t\t  more",
        "Type: AWS::SSM::Parameter\nProperties:\n\tValue: several\n\t\twords on\n\t\tlines\n\tType: 'quoted\n\t\ton lines'",
        "Type: AWS::IAM::Role\nProperties:\n\tManagedPolicyArns:\n\t- !Sub arn:${AWS::Partition}:iam::aws:policy/X\n\t-   arn:aws:iam::aws:policy/Y   # wide\n\t- !If [IsProd, !Ref A, {Ref: B}]",
        "Type: AWS::IAM::Role\nProperties:\n\tPolicies: [ { PolicyName: 'a, b', # within\n\t\tPolicyDocument: {Statement: []} },\n\t\t!Ref 'AWS::NoValue' ]",
        "Type: 'AWS::Serverless::Function'\nMetadata: { Tool: Amazon.Lambda.Annotations, SyncedEvents: [ RootPost ] }\nProperties:\n\tHandler: Shop::Shop.Report_Run_Generated::Run\n\tMemorySize: 0512\n\tTimeout: ~",
        "Type: AWS::Serverless::Function\nCondition: IsProd\nDependsOn: [Orders]\nProperties:\n\t\"Fn::Transform\": {Name: 'AWS::Include', Parameters: {Location: !Sub 's3://${B}/x.yaml'}}\n\tEnvironment:\n\t\tVariables:\n\t\t\tÜnïcode: !!str 30",
        "Type: Custom::Empty\nProperties:\n# at the margin\n\tA:\n\tB: ''   \n\tC:   # nothing",
        "Type: Custom::Join\nProperties:\n\tName: !Join\n\t\t- '-'\n\t\t- - a\n\t\t  - !Select [0, !Split [',', !Ref L]]\n\tOther:\n\t\tFn::Join:\n\t\t- ''\n\t\t- [a, b]",
        "Type: Custom::Late\n\t# Retain: perhaps",
        "Type: Custom::Late\nProperties:\n\tA: 1\n\n\t# B: 2",
    ];

    private static readonly string[] s_comments = ["", "", "", "# Orders.\n", "\n", "\n# ---- 😀 {[ ----\n\n", "#AsyncJobsTable:\n"];

    private readonly int _step = random.Next(2, 5);

    /// <summary>The template in pieces, each of which begins a line; the resources of others are apart.</summary>
    public IReadOnlyList<string> Make()
    {
        bool isCrLf = random.Next(3) == 0;
        List<string> pieces = [Choose("", "# The shop.\n", "---\n", "%YAML 1.1\n---\n# é\n")];
        List<string> sections =
        [
            Choose("AWSTemplateFormatVersion: \"2010-09-09\"   # the only one\n", "AWSTemplateFormatVersion: 2010-09-09\n", ""),
            Choose("Transform: AWS::Serverless-2016-10-31\n", "Transform: 'AWS::Serverless-2016-10-31' # SAM\n", "'Transform':\n  - AWS::LanguageExtensions\n  - AWS::Serverless-2016-10-31\n"),
            Choose("", "Description: >\n  Two lines\n  of text # no comment\n\n", "Description: Ein Geschäft 😀\n"),
            "Mappings:\n  Stages: &start {Name: x, 'Ü': [1, 2]}\n",
            Choose("", "Globals:\n    Function: { Tags: {team: shop} }\n"),
            Choose("", "Conditions:\n  IsProd: !Equals [ !Ref Stage, prod ]\n"),
        ];
        List<string> late = [Choose("", "# Behind.\nOutputs:\n  Queue:\n      Value: !Ref Orders\n  Ünïcode: { Value: !If [ IsProd, \"ja\", 'nein' ] }\n"), Choose("", "Metadata:\n  - a\n")];
        int start = random.Next(2);
        pieces.AddRange(sections[start..]);
        pieces.Add(Choose("Resources:\n", "Resources: # all\n", "\"Resources\":\n\n"));
        int count = random.Next(1, 6);
        for (int i = 0; i < count; i++)
            pieces.Add(Resource(i));
        pieces.AddRange(late);
        string end = Choose("", "", "\n\n", "# the last line\n", "...\n");
        pieces.Add(end);
        if (start == 1 && end != "...\n")
            pieces.Add(sections[0].Replace("2010-09-09\n", "2010-09-09", StringComparison.Ordinal));
        pieces.RemoveAll(piece => piece.Length == 0);

        // A block of text at the end of a file without a break has none either: whatever follows it, be it a break alone, gives it one.
        bool isText = pieces[^1].EndsWith("# and no comment\n", StringComparison.Ordinal);
        if (!isText && random.Next(4) == 0 && !pieces[^1].Contains('\n', StringComparison.Ordinal) is false && !pieces[^1].EndsWith("\n\n", StringComparison.Ordinal))
            pieces[^1] = pieces[^1].TrimEnd('\n');
        return isCrLf ? [.. pieces.Select(piece => piece.Replace("\n", "\r\n", StringComparison.Ordinal))] : pieces;
    }

    private string Resource(int index)
    {
        string name = Choose($"Orders{index}", $"'Quoted{index}'", $"\"Ünï{index}\"", $"Asyncjobs{index}", $"SampleOrders{index}");
        string margin = new(' ', _step);
        string comment = s_comments[random.Next(s_comments.Length)];
        if (random.Next(6) == 0)
            return $"{comment}{margin}{name}: {{Type: \"AWS::SQS::Queue\", Properties: {{QueueName: 'x # no comment', Tags: []}}}}  # in a line\n";

        string inner = new(' ', random.Next(1, 5));
        IEnumerable<string> lines = s_resources[random.Next(s_resources.Length)].Split('\n').Select(line =>
        {
            int depth = line.Length - line.TrimStart('\t').Length;
            return line.Length == 0 || line.StartsWith('#') ? line : margin + inner + new string(' ', depth * _step) + line[depth..];
        });
        return $"{comment}{margin}{name}:{Choose("", " ", "  # what it is")}\n{string.Join('\n', lines)}\n";
    }

    private string Choose(params string[] texts) => texts[random.Next(texts.Length)];
}
