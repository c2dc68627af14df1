package org.blockwatch.cli.access;

import java.util.List;
import org.apache.kafka.common.acl.AccessControlEntry;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.resource.ResourceType;

/**
 * What one role may do with one resource, or must not.
 *
 * @param why what it needs that for
 */
public record Grant(
        Role role, AclPermissionType permission, ResourcePattern resource, List<AclOperation> operations, String why) {

    private static final String ANY_HOST = "*";

    /** Returns the resource's kind. */
    public ResourceType type() {
        return resource.resourceType();
    }

    /** Returns the resource's name, or what the names of the resources begin with. */
    public String name() {
        return resource.name();
    }

    /** Returns whether it holds for all resources whose names begin so. */
    public boolean prefixed() {
        return resource.patternType() == PatternType.PREFIXED;
    }

    /** Returns it as Kafka keeps it, for a principal such as {@code User:streams-app}. */
    public List<AclBinding> bindings(String principal) {
        return operations.stream()
                .map(operation ->
                        new AclBinding(resource, new AccessControlEntry(principal, ANY_HOST, operation, permission)))
                .toList();
    }
}
