package io.ringfence.rights;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.List;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.resource.ResourceType;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class RoleTest {

  @ParameterizedTest
  @EnumSource
  void noRightIsListedTwiceAndNoneGoesBeyondTopicsGroupsAndTransactions(Role role) {
    List<Right> rights = role.rights(Installation.DEFAULT.withCreate(true));

    assertThat(new HashSet<>(rights)).hasSameSizeAs(rights);
    assertThat(rights)
        .extracting(Right::type)
        .isSubsetOf(ResourceType.TOPIC, ResourceType.GROUP, ResourceType.TRANSACTIONAL_ID);
  }

  @ParameterizedTest
  @EnumSource
  void nobodyCreatesTopicsUnlessTheServicesDo(Role role) {
    assertThat(role.rights(Installation.DEFAULT))
        .extracting(Right::operation)
        .doesNotContain(AclOperation.CREATE, AclOperation.ALL, AclOperation.DELETE);
  }

  @ParameterizedTest
  @EnumSource(names = {"MONITOR", "PRODUCER", "CONSUMER", "SMOOTHER"})
  void onlyCertifiersAndTheOperatorWriteCertificates(Role role) {
    Installation.Topics topics = Installation.DEFAULT.topics();

    assertThat(role.rights(Installation.DEFAULT))
        .filteredOn(right -> right.operation() == AclOperation.WRITE)
        .extracting(Right::name)
        .doesNotContain(
            topics.nodeCertificates(), topics.graphCertificates(), topics.graphChangelog());
  }
}
