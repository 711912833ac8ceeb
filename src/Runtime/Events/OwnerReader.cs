using System.Text.Json;

namespace AsyncJobs.Events;

/// <summary>
/// Finds out whose a job is, from what an API says of its caller. What it gives is a contract: records keep it, and the ids of keyed jobs derive
/// from it. No two kinds of caller have the same text: each has a prefix of its own, and neither a claim's name nor an issuer has the separator.
/// </summary>
/// <param name="setting">What of the caller counts.</param>
/// <param name="isVersion2">Whether the event is of payload 2.0, which keeps the kinds of authorizers apart.</param>
internal struct OwnerReader(OwnerSetting setting, bool isVersion2)
{
    private const char Separator = '|';

    // Cognito assumes one role for all users of an identity pool, under this name.
    private const string PoolSession = "/CognitoIdentityCredentials";

    private CallerText _claim;
    private CallerText _issuer;
    private CallerText _member;
    private CallerText _userArn;
    private CallerText _identityId;
    private Parts _parts;
    private bool _hasAuthorizer;
    private bool _isIam;
    private bool _isOfPool;
    private string? _fault;

    [Flags]
    private enum Parts
    {
        None = 0,
        Jwt = 1,
        Lambda = 2,
        Iam = 4,
        Claims = 8,
        Identity = 16,
    }

    /// <summary>Says that nobody can tell who the caller is.</summary>
    public void Refuse(string fault) => _fault ??= fault;

    /// <summary>Reads <c>requestContext.authorizer</c>, whose object the reader has entered.</summary>
    public void ReadAuthorizer(ref Utf8JsonReader reader)
    {
        bool isEmpty = true;
        while (NextMember(ref reader))
        {
            isEmpty = false;
            if (isVersion2 && reader.ValueTextEquals("jwt"u8))
                ReadJwt(ref reader);
            else if (isVersion2 && reader.ValueTextEquals("lambda"u8))
                ReadContext(ref reader);
            else if (isVersion2 && reader.ValueTextEquals("iam"u8))
                ReadIam(ref reader);
            else
                ReadContextMember(ref reader);
        }

        // Without an authorizer, API Gateway leaves the object out, or writes claims and scopes into it as null.
        _hasAuthorizer |= isEmpty;
    }

    /// <summary>
    /// Reads <c>requestContext.identity</c>, whose object the reader has entered: IAM's caller in payload 1.0, all null where there is none.
    /// </summary>
    public void ReadIdentity(ref Utf8JsonReader reader)
    {
        while (NextMember(ref reader))
        {
            if (reader.ValueTextEquals("userArn"u8))
                _isIam |= _userArn.Read(ref reader);
            else if (reader.ValueTextEquals("cognitoIdentityId"u8))
                _isOfPool |= _identityId.Read(ref reader);
            else if (reader.ValueTextEquals("cognitoIdentityPoolId"u8)
                || reader.ValueTextEquals("cognitoAuthenticationType"u8)
                || reader.ValueTextEquals("cognitoAuthenticationProvider"u8))
                _isOfPool |= IsSomething(ref reader);
            else if (reader.ValueTextEquals("caller"u8) || reader.ValueTextEquals("user"u8) || reader.ValueTextEquals("accessKey"u8))
                _isIam |= IsSomething(ref reader);
            else
                IsSomething(ref reader);
        }

        _isIam |= _isOfPool;
    }

    /// <summary>What was read comes to.</summary>
    public readonly JobOwner Result()
    {
        if (_fault is not null)
            return JobOwner.Unknown(_fault);
        if (setting.Kind is OwnerKind.Named)
            return Named();
        if (_claim.IsPresent)
            return OfClaim();
        if (_isIam)
            return OfIam();
        if (_member.IsPresent)
            return OfMember();
        return _hasAuthorizer
            ? JobOwner.Unknown($"The authorizer names no caller: there is neither a claim '{setting.Claim}' nor a '{setting.Member}'.")
            : default;
    }

    private readonly JobOwner Named()
    {
        if (_claim.IsPresent && _member.IsPresent)
            return JobOwner.Unknown($"The authorizer has '{setting.Claim}' both as a claim and beside its claims.");
        if (_claim.IsPresent)
            return OfClaim();
        if (_member.IsPresent)
            return OfMember();
        return _hasAuthorizer || _isIam
            ? JobOwner.Unknown($"The authorizer names no caller: there is no '{setting.Claim}' among its claims or in its context.")
            : default;
    }

    private readonly JobOwner OfClaim()
    {
        if (_claim.Text is not { } claim)
            return JobOwner.Unknown($"The claim '{setting.Claim}' is empty, no text, or there twice.");
        if (_issuer is { IsPresent: true, Text: null } || _issuer.Text?.Contains(Separator, StringComparison.Ordinal) is true)
            return JobOwner.Unknown("The claim 'iss' is empty, no text, there twice, or has a '|' in it.");

        return new JobOwner(
            setting.Claim == OwnerSetting.Subject ? $"jwt:{_issuer.Text}|{claim}" : $"claim:{setting.Claim}|{_issuer.Text}|{claim}",
            null);
    }

    private readonly JobOwner OfMember()
    {
        if (_member.Text is not { } member)
            return JobOwner.Unknown($"'{setting.Member}' of the authorizer is empty, no text, or there twice.");

        return new JobOwner(setting.Member == OwnerSetting.Principal ? "principal:" + member : $"context:{setting.Member}|{member}", null);
    }

    private readonly JobOwner OfIam()
    {
        if (_isOfPool)
        {
            return _identityId.Text is { } identity
                ? new JobOwner("identity:" + identity, null)
                : JobOwner.Unknown("The caller is of a Cognito identity pool, and has no identity there.");
        }

        if (_userArn.Text is not { } arn || arn.EndsWith(PoolSession, StringComparison.Ordinal))
            return JobOwner.Unknown("The caller of IAM has no ARN of their own.");
        return setting.Kind is OwnerKind.UsualByRole && arn.Contains(":assumed-role/", StringComparison.Ordinal)
            ? OfRole(arn)
            : new JobOwner("iam:" + arn, null);
    }

    // arn:aws:sts::123456789012:assumed-role/Role/Session
    private static JobOwner OfRole(string arn)
    {
        int role = arn.IndexOf('/');
        int session = arn.LastIndexOf('/');
        return session > role + 1 && arn.AsSpan(role + 1, session - role - 1).IndexOf('/') < 0
            ? new JobOwner("iam-role:" + arn[..session], null)
            : JobOwner.Unknown("The ARN of the caller's assumed role has not the form of one.");
    }

    private void ReadJwt(ref Utf8JsonReader reader)
    {
        _hasAuthorizer = true;
        if (!Enter(ref reader, Parts.Jwt))
            return;

        while (NextMember(ref reader))
        {
            if (reader.ValueTextEquals("claims"u8))
                ReadClaims(ref reader);
            else
                IsSomething(ref reader);
        }
    }

    // Null is what an authorizer leaves that says yes and nothing more.
    private void ReadContext(ref Utf8JsonReader reader)
    {
        _hasAuthorizer = true;
        if (!Enter(ref reader, Parts.Lambda))
            return;

        while (NextMember(ref reader))
            ReadContextMember(ref reader);
    }

    private void ReadContextMember(ref Utf8JsonReader reader)
    {
        bool isAlwaysThere = reader.ValueTextEquals("claims"u8) || reader.ValueTextEquals("scopes"u8);
        if (reader.ValueTextEquals(setting.MemberUtf8))
            _hasAuthorizer |= _member.Read(ref reader) || !isAlwaysThere;
        else if (reader.ValueTextEquals("claims"u8))
            ReadClaims(ref reader);
        else
            _hasAuthorizer |= IsSomething(ref reader) || !isAlwaysThere;
    }

    private void ReadClaims(ref Utf8JsonReader reader)
    {
        bool isObject = Enter(ref reader, Parts.Claims);
        _hasAuthorizer |= reader.TokenType is not JsonTokenType.Null;
        if (!isObject)
            return;

        while (NextMember(ref reader))
        {
            if (reader.ValueTextEquals(setting.ClaimUtf8))
                _claim.Read(ref reader);
            else if (reader.ValueTextEquals("iss"u8))
                _issuer.Read(ref reader);
            else
                IsSomething(ref reader);
        }
    }

    private void ReadIam(ref Utf8JsonReader reader)
    {
        _isIam = true;
        if (!Enter(ref reader, Parts.Iam))
            return;

        while (NextMember(ref reader))
        {
            if (reader.ValueTextEquals("userArn"u8))
                _userArn.Read(ref reader);
            else if (reader.ValueTextEquals("cognitoIdentity"u8))
                ReadPoolIdentity(ref reader);
            else
                IsSomething(ref reader);
        }
    }

    private void ReadPoolIdentity(ref Utf8JsonReader reader)
    {
        bool isObject = Enter(ref reader, Parts.Identity);
        _isOfPool |= reader.TokenType is not JsonTokenType.Null;
        if (!isObject)
            return;

        while (NextMember(ref reader))
        {
            if (reader.ValueTextEquals("identityId"u8))
                _identityId.Read(ref reader);
            else
                IsSomething(ref reader);
        }
    }

    private bool Enter(ref Utf8JsonReader reader, Parts part)
    {
        if ((_parts & part) != 0)
            Refuse("The event has a part twice that names the caller.");
        _parts |= part;
        reader.Read();
        if (reader.TokenType is JsonTokenType.StartObject)
            return true;

        reader.Skip();
        return false;
    }

    private static bool NextMember(ref Utf8JsonReader reader) => reader.Read() && reader.TokenType is JsonTokenType.PropertyName;

    /// <summary>Skips a value.</summary>
    /// <returns>False for null.</returns>
    private static bool IsSomething(ref Utf8JsonReader reader)
    {
        reader.Read();
        bool isSomething = reader.TokenType is not JsonTokenType.Null;
        reader.Skip();
        return isSomething;
    }
}
