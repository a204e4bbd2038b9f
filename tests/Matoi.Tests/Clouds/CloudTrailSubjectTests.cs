using System.Text.Json;
using Matoi.Clouds.Aws;
using Xunit;

namespace Matoi.Tests.Clouds;

/// <summary>A CloudTrail event names its caller and targets by the keys of GuardDuty's and Security Hub's findings.</summary>
public class CloudTrailSubjectTests
{
    [Theory]
    // An IAM user, with its key.
    [InlineData("{'type':'IAMUser','principalId':'AIDAX','arn':'arn:aws:iam::111122223333:user/ops/alice','accountId':'111122223333','accessKeyId':'AKIAIOSFODNN7EXAMPLE','userName':'alice'}",
        "account:aws:111122223333:user/alice ip:203.0.113.9 accesskey:akiaiosfodnn7example")]
    // A role session of an instance, and one of a person.
    [InlineData("{'type':'AssumedRole','principalId':'AROAX:i-0abc00000000000d1','arn':'arn:aws:sts::111122223333:assumed-role/web/i-0abc00000000000d1','accessKeyId':'ASIAEXAMPLEKEY000030'}",
        "account:aws:111122223333:role/web ip:203.0.113.9 accesskey:asiaexamplekey000030 host:aws:i-0abc00000000000d1")]
    [InlineData("{'type':'AssumedRole','principalId':'AROAX:hanako@example.com','arn':'arn:aws:sts::111122223333:assumed-role/Developer/hanako@example.com'}", "account:hanako@example.com ip:203.0.113.9")]
    // The ARN is missing.
    [InlineData("{'type':'AssumedRole','principalId':'AROAX:s1','sessionContext':{'sessionIssuer':{'type':'Role','accountId':'444455556666','userName':'deploy'}}}", "account:aws:444455556666:role/deploy ip:203.0.113.9")]
    [InlineData("{'type':'Root','principalId':'111122223333','arn':'arn:aws:iam::111122223333:root','accountId':'111122223333'}", "account:aws:111122223333:root ip:203.0.113.9")]
    // A federated user, and the user who made its credentials.
    [InlineData("{'type':'FederatedUser','arn':'arn:aws:sts::111122223333:federated-user/bob','sessionContext':{'sessionIssuer':{'type':'IAMUser','arn':'arn:aws:iam::111122223333:user/broker'}}}",
        "account:aws:111122223333:bob account:aws:111122223333:user/broker ip:203.0.113.9")]
    [InlineData("{'type':'SAMLUser','principalId':'x:y:hanako@example.com','userName':'hanako@example.com'}", "account:hanako@example.com ip:203.0.113.9")]
    [InlineData("{'type':'WebIdentityUser','userName':'repo:example/app:ref:refs/heads/main'}", "account:aws:111122223333:repo:example/app:ref:refs/heads/main ip:203.0.113.9")]
    [InlineData("{'type':'IdentityCenterUser','accountId':'111122223333','onBehalfOf':{'userId':'94482488-3041-7000-8000-000000000001'}}", "account:aws:111122223333:94482488-3041-7000-8000-000000000001 ip:203.0.113.9")]
    // Other accounts, and nobody.
    [InlineData("{'type':'AWSAccount','principalId':'AIDAEXAMPLE00002','accountId':'444455556666'}", "account:aws:444455556666:aidaexample00002 ip:203.0.113.9")]
    [InlineData("{'type':'AWSAccount','principalId':'AROAX:hanako@example.com','accountId':'444455556666'}", "account:hanako@example.com ip:203.0.113.9")]
    [InlineData("{'type':'AWSAccount','principalId':'','accountId':'ANONYMOUS_PRINCIPAL'}", "ip:203.0.113.9")]
    [InlineData("{'type':'IAMUser','accountId':'111122223333','userName':'HIDDEN_DUE_TO_SECURITY_REASONS'}", "ip:203.0.113.9")]
    [InlineData("{'type':'IAMUser','accountId':'111122223333','userName':'alice'}", "account:aws:111122223333:user/alice ip:203.0.113.9")]
    [InlineData("'not an object'", "ip:203.0.113.9")]
    public void Caller_is_who_a_finding_would_name(string identity, string expected)
        => Assert.Equal(expected + " @111122223333/eu-west-1", SubjectKeys.OfJson(new CloudTrail(),
            $"{{'eventSource':'signin.amazonaws.com','eventName':'X','awsRegion':'eu-west-1','recipientAccountId':'111122223333','sourceIPAddress':'203.0.113.9','userIdentity':{identity}}}"));

    [Fact]
    public void Caller_is_nobody_when_a_service_of_aws_calls()
        => Assert.Equal("resource:arn:aws:kms:eu-west-1:111122223333:key/k1 @111122223333/eu-west-1", SubjectKeys.OfJson(new CloudTrail(), """
            {'eventSource':'kms.amazonaws.com','eventName':'Decrypt','awsRegion':'eu-west-1','recipientAccountId':'111122223333','sourceIPAddress':'cloudformation.amazonaws.com',
             'userIdentity':{'type':'AWSService','invokedBy':'cloudformation.amazonaws.com'},'resources':[{'ARN':'arn:aws:kms:eu-west-1:111122223333:key/k1','accountId':'111122223333'}]}
            """));

    [Theory]
    [InlineData("s3", "{'bucketName':'b','key':'secret.csv'}", "null", "[{'type':'AWS::S3::Object','ARN':'arn:aws:s3:::b/secret.csv'},{'type':'AWS::S3::Bucket','ARN':'arn:aws:s3:::b'}]", "resource:arn:aws:s3:::b")]
    [InlineData("iam", "{'userName':'eve','groupName':'admins'}", "null", "null", "account:aws:111122223333:user/eve resource:arn:aws:iam::111122223333:group/admins")]
    [InlineData("iam", "{'userName':'eve','policyArn':'arn:aws:iam::aws:policy/AdministratorAccess'}", "null", "null", "account:aws:111122223333:user/eve")]
    [InlineData("iam", "{'userName':'eve'}", "{'accessKey':{'accessKeyId':'AKIAIOSFODNN7EXAMPLE','userName':'eve','status':'Active'}}", "null", "account:aws:111122223333:user/eve accesskey:akiaiosfodnn7example")]
    [InlineData("iam", "{'roleName':'admin'}", "{'role':{'arn':'arn:aws:iam::111122223333:role/x/admin'}}", "null", "account:aws:111122223333:role/admin")]
    [InlineData("sts", "{'roleArn':'arn:aws:iam::444455556666:role/deploy','roleSessionName':'s1'}", "{'credentials':{'accessKeyId':'ASIAEXAMPLEKEY000030'},'assumedRoleUser':{'arn':'arn:aws:sts::444455556666:assumed-role/deploy/s1'}}", "null",
        "account:aws:444455556666:role/deploy accesskey:asiaexamplekey000030")]
    [InlineData("ec2", "{'instancesSet':{'items':[{'instanceId':'i-0abc00000000000d1'},{'instanceId':'i-0abc00000000000d2'}]}}", "null", "null", "host:aws:i-0abc00000000000d1 host:aws:i-0abc00000000000d2")]
    [InlineData("ssm", "{'documentName':'AWS-RunShellScript','instanceIds':['i-0abc00000000000d1']}", "null", "null", "host:aws:i-0abc00000000000d1")]
    [InlineData("ec2", "{'snapshotId':'snap-1','groupId':'sg-1','imageId':'ami-1'}", "null", "null",
        "resource:arn:aws:ec2:eu-west-1:111122223333:snapshot/snap-1 resource:arn:aws:ec2:eu-west-1:111122223333:security-group/sg-1 resource:arn:aws:ec2:eu-west-1::image/ami-1")]
    [InlineData("rds", "{'dBSnapshotIdentifier':'s','dBInstanceIdentifier':'d'}", "null", "null", "resource:arn:aws:rds:eu-west-1:111122223333:snapshot:s resource:arn:aws:rds:eu-west-1:111122223333:db:d")]
    [InlineData("lambda", "{'functionName':'111122223333:function:f:prod'}", "null", "null", "resource:arn:aws:lambda:eu-west-1:111122223333:function:f")]
    [InlineData("secretsmanager", "{'secretId':'prod/db'}", "null", "null", "resource:arn:aws:secretsmanager:eu-west-1:111122223333:secret:prod/db")]
    [InlineData("kms", "{'keyId':'alias/prod'}", "null", "null", "resource:arn:aws:kms:eu-west-1:111122223333:alias/prod")]
    [InlineData("cloudtrail", "{'name':'main'}", "null", "null", "resource:arn:aws:cloudtrail:eu-west-1:111122223333:trail/main")]
    [InlineData("guardduty", "{'detectorId':'d1'}", "null", "null", "resource:arn:aws:guardduty:eu-west-1:111122223333:detector/d1")]
    // A parameter of the same name means something else elsewhere, and of another type means nothing.
    [InlineData("cognito-idp", "{'userName':'eve','name':'x'}", "null", "null", "")]
    [InlineData("iam", "{'userName':['eve'],'roleName':{}}", "7", "{'ARN':5}", "")]
    public void Target_is_what_a_finding_would_name(string service, string request, string response, string resources, string expected)
        => Assert.Equal($"{expected} @111122223333/eu-west-1".Trim(), SubjectKeys.OfJson(new CloudTrail(),
            $"{{'eventSource':'{service}.amazonaws.com','eventName':'X','awsRegion':'eu-west-1','recipientAccountId':'111122223333','requestParameters':{request},'responseElements':{response},'resources':{resources}}}"));

    [Fact]
    public void Arn_is_of_the_partition_when_the_region_is_in_china()
        => Assert.Equal("resource:arn:aws-cn:rds:cn-north-1:111122223333:db:d @111122223333/cn-north-1", SubjectKeys.OfJson(new CloudTrail(),
            "{'eventSource':'rds.amazonaws.com','awsRegion':'cn-north-1','recipientAccountId':'111122223333','requestParameters':{'dBInstanceIdentifier':'d'}}"));

    [Fact]
    public void Caller_and_target_are_read_when_names_are_in_lower_case_and_parameters_are_text()
        => Assert.Equal("account:aws:111122223333:user/alice host:aws:i-0abc00000000000d1 @111122223333/us-west-2", SubjectKeys.OfJson(new CloudTrail(), """
            {'useridentity':{'type':'IAMUser','arn':'arn:aws:iam::111122223333:user/alice'},'eventsource':'ec2.amazonaws.com','eventname':'ModifyInstanceAttribute','awsregion':'us-west-2',
             'requestparameters':'{\u0022instanceId\u0022:\u0022i-0abc00000000000d1\u0022}','recipientaccountid':'111122223333'}
            """));

    [Fact]
    public void Caller_and_key_are_those_of_guard_duty_s_finding()
    {
        var finding = GuardDutyEntities.Of(JsonElement.Parse("""
            {"accountId":"111122223333","resource":{"accessKeyDetails":{"accessKeyId":"ASIAEXAMPLEKEY000030","principalId":"AROAX:s1","userName":"web","userType":"AssumedRole"},
             "s3BucketDetails":[{"arn":"arn:aws:s3:::b"}],"lambdaDetails":{"functionArn":"arn:aws:lambda:eu-west-1:111122223333:function:f"},"instanceDetails":{"instanceId":"i-0abc00000000000d1"}}}
            """)).Select(e => e.Key);
        var log = SubjectKeys.OfJson(new CloudTrail(), """
            {'eventSource':'lambda.amazonaws.com','awsRegion':'eu-west-1','recipientAccountId':'111122223333','requestParameters':{'functionName':'f','bucketName':'b','target':'i-0abc00000000000d1'},
             'userIdentity':{'arn':'arn:aws:sts::111122223333:assumed-role/web/s1','principalId':'AROAX:s1','accessKeyId':'ASIAEXAMPLEKEY000030'}}
            """);

        Assert.Equal(finding.Order(StringComparer.Ordinal), log.Split(' ')[..^1].Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Subject_ends_when_a_record_names_very_many_things()
    {
        var ids = string.Join(',', Enumerable.Range(10000000, 60).Select(i => $"'i-{i}'"));
        var keys = SubjectKeys.OfJson(new CloudTrail(), $"{{'eventSource':'ssm.amazonaws.com','sourceIPAddress':'203.0.113.9','requestParameters':{{'instanceIds':[{ids}]}}}}").Split(' ');

        Assert.Equal((21, "ip:203.0.113.9"), (keys.Length, keys[0]));
        Assert.Equal("host:aws:i-10000018", keys[19]);
    }
}
